namespace SreEvaluator.Storage;

/// <summary>Where a job stands.</summary>
public enum JobState
{
    /// <summary>The engine does not hold it yet.</summary>
    Waiting,

    /// <summary>The engine holds it.</summary>
    Scheduled,

    /// <summary>A worker has it, or had it when it died.</summary>
    Running,

    /// <summary>Each of its answers has an evaluation.</summary>
    Done,

    /// <summary>Its batch was cancelled.</summary>
    Cancelled,
}
