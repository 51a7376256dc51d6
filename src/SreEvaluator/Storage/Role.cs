namespace SreEvaluator.Storage;

/// <summary>What somebody may do, from the least up.</summary>
public enum Role
{
    /// <summary>Answers, and sees only what is their own.</summary>
    Candidate,

    /// <summary>Asks, reads evaluations and overrides them.</summary>
    Interviewer,

    /// <summary>May do everything, keys and erasure included.</summary>
    Admin,
}
