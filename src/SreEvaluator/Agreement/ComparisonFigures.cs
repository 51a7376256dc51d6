using System.Collections.Immutable;

namespace SreEvaluator.Agreement;

/// <summary>How far two judges are apart. A figure is null where its data leave it undefined.</summary>
public sealed record ComparisonFigures
{
    /// <summary>How many answers were compared.</summary>
    public required int Answers { get; init; }

    /// <summary>How many pairs of answer and key point were compared; those that either left unassessed are left out.</summary>
    public required int Pairs { get; init; }

    /// <summary>How many pairs either left unassessed, and so are in no other figure.</summary>
    public required int NotAssessed { get; init; }

    /// <summary>The share of pairs with the same verdict of three: covered, partial, missing.</summary>
    public required double? Agreement { get; init; }

    /// <summary>Cohen's kappa over the three verdicts with quadratic weights.</summary>
    public required double? KappaQuadratic { get; init; }

    /// <summary>The share of pairs that the first judge finds covered.</summary>
    public required double? CoveredRateBefore { get; init; }

    /// <summary>The share of pairs that the second judge finds covered.</summary>
    public required double? CoveredRateAfter { get; init; }

    /// <summary>How much more the second finds covered, from -1 to 1: whether it is more generous.</summary>
    public double? CoveredRateShift => CoveredRateAfter - CoveredRateBefore;

    /// <summary>The key points on which they differ, those that differ in the largest share of answers first.</summary>
    public required ImmutableArray<FlippedKeyPoint> Flipped { get; init; }

    /// <summary>Whether the second judge may take the place of the first. Never where nothing could be compared.</summary>
    /// <param name="leastAgreement">The least share of equal verdicts, 0 to 1.</param>
    /// <param name="greatestShift">The greatest shift of the covered rate in either direction, 0 to 1.</param>
    public bool IsWithin(double leastAgreement, double greatestShift) =>
        Agreement >= leastAgreement && Math.Abs(CoveredRateShift ?? double.MaxValue) <= greatestShift;
}
