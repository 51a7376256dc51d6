namespace SreEvaluator.Storage;

/// <summary>Where a batch stands.</summary>
public enum BatchState
{
    /// <summary>Its answers come in. It can't be started: what is cut off on the way would be graded as if it were all.</summary>
    Receiving,

    /// <summary>All of its answers are there; nothing is graded.</summary>
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
