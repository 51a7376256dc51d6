using SreEvaluator.Grading;

namespace SreEvaluator.Storage;

/// <summary>Many answers graded as one piece of work.</summary>
public sealed record Batch
{
    /// <summary>Unique.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is called.</summary>
    public required string Title { get; init; }

    /// <summary>Which grader is wanted.</summary>
    public required GraderChoice Grader { get; init; }

    /// <summary>Where it stands.</summary>
    public required BatchState State { get; init; }

    /// <summary>How many answers it has.</summary>
    public int Answers { get; init; }

    /// <summary>How many rows of its file were left out.</summary>
    public int LeftOut { get; init; }

    /// <summary>Who made it, as the audit trail names people.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When grading began; null before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was completed or cancelled; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
