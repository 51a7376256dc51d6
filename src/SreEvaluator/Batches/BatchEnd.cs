namespace SreEvaluator.Batches;

/// <summary>Why a run ended.</summary>
public enum BatchEnd
{
    /// <summary>Every answer that was asked for has its result.</summary>
    Complete,

    /// <summary>The next call could have gone beyond the most that the batch may cost.</summary>
    BudgetUsedUp,

    /// <summary>Somebody ended the batch at the server; what was graded until then is kept.</summary>
    Cancelled,
}
