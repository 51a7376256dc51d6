namespace SreEvaluator.Storage;

/// <summary>Somebody who answers. Everything else knows a candidate by the id alone, so that the id means nobody once the candidate is erased.</summary>
public sealed record Candidate
{
    /// <summary>Unique.</summary>
    public required Guid Id { get; init; }

    /// <summary>How people call the candidate.</summary>
    public required string Name { get; init; }

    /// <summary>When the candidate was entered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
