using System.Collections.Immutable;

namespace SreEvaluator.Rubrics;

/// <summary>A misconception that lowers the result of an answer which holds it.</summary>
public sealed record RedFlag
{
    /// <summary>Stable within the question, in lower-case words joined by hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>The misconception, in one sentence.</summary>
    public required string Statement { get; init; }

    /// <summary>Words that hint at it, for the local grader.</summary>
    public required ImmutableArray<Cue> Cues { get; init; }

    /// <summary>Sentences that hold the misconception; may be empty.</summary>
    public ImmutableArray<string> Exemplars { get; init; } = [];
}
