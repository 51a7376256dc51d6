namespace SreEvaluator.Grading.Judging;

/// <summary>How a reply of the model ended.</summary>
internal enum Ending
{
    /// <summary>The model had said what it wanted to say.</summary>
    Complete,

    /// <summary>The limit of tokens cut it.</summary>
    Cut,

    /// <summary>The provider's filter withheld it.</summary>
    Filtered,

    /// <summary>The model declined.</summary>
    Refused,
}
