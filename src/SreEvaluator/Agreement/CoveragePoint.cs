namespace SreEvaluator.Agreement;

/// <summary>What one threshold of confidence would send to people, and how good the rest is. Figures are null where nothing is left.</summary>
public sealed record CoveragePoint
{
    /// <summary>The confidence below which verdicts are unsure, as <c>Review:LeastConfidence</c>; 0 to 1.</summary>
    public required double Threshold { get; init; }

    /// <summary>How many evaluations go to people.</summary>
    public required int Sent { get; init; }

    /// <summary>The same as a share of all evaluations, 0 to 1.</summary>
    public required double ShareSent { get; init; }

    /// <summary>How many evaluations are left.</summary>
    public required int Left { get; init; }

    /// <summary>The share of right verdicts of three among those left.</summary>
    public required double? Accuracy3 { get; init; }

    /// <summary>The share of right verdicts of two, credit against missing, among those left.</summary>
    public required double? Accuracy2 { get; init; }

    /// <summary>The mean distance of the scores left from those of the labels, in points of 100.</summary>
    public required double? ScoreMae { get; init; }
}
