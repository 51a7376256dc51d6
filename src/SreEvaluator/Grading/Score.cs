using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading;

/// <summary>The number and the band that verdicts and red flags add up to. Only the methods named Of make one.</summary>
public sealed record Score
{
    private Score(double? value, Band band)
    {
        Value = value;
        Band = band;
    }

    /// <summary>0 to 100 with one decimal; null when no key point could be assessed.</summary>
    public double? Value { get; }

    /// <summary>The score in words.</summary>
    public Band Band { get; }

    /// <summary>
    /// 100 x sum(weight x credit) / sum(weight) over the assessed key points, less the deduction for each red flag, never below 0;
    /// a critical point that is missing caps the band.
    /// </summary>
    /// <param name="verdicts">One for each key point, in any order.</param>
    /// <param name="redFlags">How many red flags were found.</param>
    /// <param name="rules">The configured numbers.</param>
    public static Score Of(IEnumerable<Verdict> verdicts, int redFlags, ScoringRules rules) =>
        Of(verdicts.Select(verdict => (verdict.KeyPoint, verdict.Coverage)), redFlags, rules);

    /// <summary>The same for coverages that stand on no evidence, as labels do.</summary>
    /// <param name="coverages">One for each key point, in any order.</param>
    /// <param name="redFlags">How many red flags were found.</param>
    /// <param name="rules">The configured numbers.</param>
    internal static Score Of(IEnumerable<(KeyPoint KeyPoint, Coverage Coverage)> coverages, int redFlags, ScoringRules rules) =>
        Of(coverages.Select(one => (one.KeyPoint.Weight, one.KeyPoint.Critical, one.Coverage)), redFlags, rules);

    /// <summary>The same for key points that the rubric may no longer have.</summary>
    /// <param name="coverages">One for each key point, in any order.</param>
    /// <param name="redFlags">How many red flags were found.</param>
    /// <param name="rules">The configured numbers.</param>
    internal static Score Of(IEnumerable<(int Weight, bool Critical, Coverage Coverage)> coverages, int redFlags, ScoringRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentOutOfRangeException.ThrowIfNegative(redFlags);
        var weight = 0;
        double credit = 0;
        var missesCritical = false;
        foreach (var (of, critical, coverage) in coverages)
        {
            missesCritical |= critical && coverage == Coverage.Missing;
            if (ScoringRules.CreditOf(coverage) is { } share)
            {
                weight += of;
                credit += of * share;
            }
        }

        if (weight == 0)
        {
            return new Score(null, Band.NotAssessed);
        }

        var raw = Math.Max(0, (100 * credit / weight) - (redFlags * rules.RedFlagDeduction));
        var value = Math.Round(raw, 1, MidpointRounding.AwayFromZero);
        var band = BandOf(value);
        return new Score(value, missesCritical && band > ScoringRules.CriticalMissingCap ? ScoringRules.CriticalMissingCap : band);
    }

    private static Band BandOf(double value) => value switch
    {
        >= ScoringRules.StrongFrom => Band.Strong,
        >= ScoringRules.SolidFrom => Band.Solid,
        >= ScoringRules.DevelopingFrom => Band.Developing,
        _ => Band.Weak,
    };
}
