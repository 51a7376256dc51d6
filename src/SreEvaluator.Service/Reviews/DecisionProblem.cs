namespace SreEvaluator.Service.Reviews;

/// <summary>Why a decision can't be kept.</summary>
public enum DecisionProblem
{
    /// <summary>No verdict is chosen.</summary>
    NoVerdict,

    /// <summary>It differs from the machine's verdict, and there is no reason.</summary>
    NoReason,

    /// <summary>The reason is too long.</summary>
    LongReason,

    /// <summary>The answer does not hold the quote.</summary>
    UnknownQuote,

    /// <summary>No passage of the group is chosen.</summary>
    NoPassage,
}
