using System.Collections.Immutable;

namespace SreEvaluator.Rubrics;

/// <summary>One thing that a strong answer says.</summary>
public sealed record KeyPoint
{
    /// <summary>The smallest weight, of a point that is a plus.</summary>
    public const int LeastWeight = 1;

    /// <summary>The largest weight, of a point that is essential.</summary>
    public const int GreatestWeight = 3;

    /// <summary>Stable within the question, in lower-case words joined by hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>How much it counts: 3 essential, 2 important, 1 a plus.</summary>
    public required int Weight { get; init; }

    /// <summary>Whether missing it caps the band of the whole answer.</summary>
    public bool Critical { get; init; }

    /// <summary>What the answer is to say, in one sentence.</summary>
    public required string Statement { get; init; }

    /// <summary>What counts as covered.</summary>
    public required string Covered { get; init; }

    /// <summary>What counts only as partial.</summary>
    public required string Partial { get; init; }

    /// <summary>Words that hint at the point, for the local grader.</summary>
    public required ImmutableArray<Cue> Cues { get; init; }

    /// <summary>Sentences that make the point as candidates would say it.</summary>
    public required ImmutableArray<string> Exemplars { get; init; }

    /// <summary>A nudge for the candidate that does not give the point away.</summary>
    public required string Hint { get; init; }

    /// <summary>What to learn or practise where the point is missing.</summary>
    public required string Advice { get; init; }

    /// <summary>A question by which an interviewer draws the point out.</summary>
    public required string Probe { get; init; }
}
