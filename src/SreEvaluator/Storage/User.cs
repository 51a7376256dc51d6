namespace SreEvaluator.Storage;

/// <summary>Somebody who signs in.</summary>
public sealed record User
{
    /// <summary>Unique.</summary>
    public required Guid Id { get; init; }

    /// <summary>How people call them.</summary>
    public required string Name { get; init; }

    /// <summary>What they may do.</summary>
    public required Role Role { get; init; }

    /// <summary>The candidate that they are; null for interviewers and admins.</summary>
    public Guid? CandidateId { get; init; }

    /// <summary>When they were entered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when they may not sign in; null where they may.</summary>
    public DateTimeOffset? DisabledAt { get; init; }
}
