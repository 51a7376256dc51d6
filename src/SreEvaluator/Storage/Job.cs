namespace SreEvaluator.Storage;

/// <summary>A shard of answers that one worker grades in one go.</summary>
public sealed record Job
{
    /// <summary>Unique; the engine knows it by this.</summary>
    public required Guid Id { get; init; }

    /// <summary>The batch that it is a part of; null for single answers, which come first.</summary>
    public Guid? BatchId { get; init; }

    /// <summary>Where it stands.</summary>
    public required JobState State { get; init; }

    /// <summary>How many answers it has.</summary>
    public required int Answers { get; init; }

    /// <summary>How often a worker began it and did not give it back in good order: beyond one, a worker died over it.</summary>
    public int Runs { get; init; }

    /// <summary>How many of its answers have an evaluation.</summary>
    public int Graded { get; init; }

    /// <summary>How many of those could not be assessed.</summary>
    public int NotAssessed { get; init; }

    /// <summary>How many of those ask for a person.</summary>
    public int InReview { get; init; }

    /// <summary>How many of those something else than the configured judge graded.</summary>
    public int Degraded { get; init; }

    /// <summary>The worker that began it last; null before.</summary>
    public string? Worker { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was done or cancelled; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
