using SreEvaluator.Grading;

namespace SreEvaluator.Reviews;

/// <summary>What a person's look at an evaluation is worth: how far its score is likely to be off, whether its band is at stake, and how long the look takes.</summary>
public sealed record ReviewWorth
{
    /// <summary>What a wrong band counts in points of the score: half the narrowest band.</summary>
    public const double PointsOfABand = 10;

    /// <summary>Words read in a minute. Source: Brysbaert, "How many words do we read per minute?" (2019), silent reading of non-fiction.</summary>
    public const double WordsPerMinute = 238;

    /// <summary>The minutes that a decision takes once the answer is read: a quarter, by our own trial.</summary>
    public const double MinutesPerDecision = 0.25;

    private ReviewWorth()
    {
    }

    /// <summary>By how many points of 100 the score is expected to be off.</summary>
    public required double ExpectedError { get; init; }

    /// <summary>The probability that the band is another one, 0 to 1.</summary>
    public required double BandAtStake { get; init; }

    /// <summary>How many minutes the look is likely to take.</summary>
    public required double Minutes { get; init; }

    /// <summary>What a minute is worth, in points of the score.</summary>
    public double PerMinute => (ExpectedError + (PointsOfABand * BandAtStake)) / Minutes;

    /// <summary>
    /// The worth of a look. Each verdict that no person has decided on is wrong with the probability that its confidence leaves, and then moves the score by its
    /// share of the weight times the mean distance to the other two verdicts. These are taken as independent, so that the score's error is about normal.
    /// </summary>
    /// <param name="evaluation">The evaluation with what people have decided.</param>
    /// <param name="open">How many decisions are to be taken.</param>
    /// <param name="rules">The numbers of the score.</param>
    internal static ReviewWorth Of(EffectiveEvaluation evaluation, int open, ScoringRules rules)
    {
        var weight = evaluation.Verdicts.Sum(verdict => verdict.Machine.KeyPoint.Weight);
        double variance = 0;
        foreach (var verdict in evaluation.Verdicts.Where(verdict => verdict.Person is null))
        {
            var step = 100.0 * verdict.Machine.KeyPoint.Weight / weight * StepOf(verdict.Machine.Coverage);
            variance += (1 - verdict.Machine.Confidence) * step * step;
        }

        foreach (var found in evaluation.Machine.RedFlags)
        {
            variance += (1 - found.Confidence) * rules.RedFlagDeduction * rules.RedFlagDeduction;
        }

        var deviation = Math.Sqrt(variance);
        return new ReviewWorth
        {
            // The mean distance of a normal variable from its mean.
            ExpectedError = deviation * Math.Sqrt(2 / Math.PI),
            BandAtStake = evaluation.Score.Value is { } score ? Beyond(DistanceToEdge(score), deviation) : 1,
            Minutes = (Words(evaluation.Machine.Answer.Text) / WordsPerMinute) + (Math.Max(1, open) * MinutesPerDecision),
        };
    }

    // The mean distance of a verdict's credit to those of the other two.
    private static double StepOf(Coverage coverage) => coverage is Coverage.Covered or Coverage.Missing
        ? ((ScoringRules.CoveredCredit - ScoringRules.PartialCredit) + ScoringRules.CoveredCredit) / 2
        : ScoringRules.PartialCredit;

    private static double DistanceToEdge(double score) =>
        ((double[])[ScoringRules.DevelopingFrom, ScoringRules.SolidFrom, ScoringRules.StrongFrom]).Min(edge => Math.Abs(score - edge));

    // The probability that a normal variable lies beyond a distance on one side. The logistic form of it is off by less than 0.01;
    // source: Bowling and others, "A logistic approximation to the cumulative normal distribution" (2009).
    private static double Beyond(double distance, double deviation) => deviation == 0 ? 0 : 1 / (1 + Math.Exp(1.702 * distance / deviation));

    private static int Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}
