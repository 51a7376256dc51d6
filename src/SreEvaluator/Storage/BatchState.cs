namespace SreEvaluator.Storage;

/// <summary>Where a batch stands.</summary>
public enum BatchState
{
    /// <summary>Its answers come in; nothing is graded.</summary>
    Draft,

    /// <summary>It is being graded.</summary>
    Running,

    /// <summary>Somebody stopped it for a while.</summary>
    Paused,

    /// <summary>Somebody stopped it for good; what was graded until then stays.</summary>
    Cancelled,

    /// <summary>Every answer has its evaluation.</summary>
    Completed,
}
