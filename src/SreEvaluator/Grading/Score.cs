namespace SreEvaluator.Grading;

/// <summary>The number and the band that verdicts and red flags add up to. Only <see cref="Of"/> makes one.</summary>
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
    public static Score Of(IReadOnlyCollection<Verdict> verdicts, int redFlags, ScoringRules rules)
    {
        ArgumentNullException.ThrowIfNull(verdicts);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentOutOfRangeException.ThrowIfNegative(redFlags);
        var weight = 0;
        double credit = 0;
        foreach (var verdict in verdicts)
        {
            if (ScoringRules.CreditOf(verdict.Coverage) is { } share)
            {
                weight += verdict.KeyPoint.Weight;
                credit += verdict.KeyPoint.Weight * share;
            }
        }

        if (weight == 0)
        {
            return new Score(null, Band.NotAssessed);
        }

        var raw = Math.Max(0, (100 * credit / weight) - (redFlags * rules.RedFlagDeduction));
        var value = Math.Round(raw, 1, MidpointRounding.AwayFromZero);
        var missesCritical = verdicts.Any(verdict => verdict is { KeyPoint.Critical: true, Coverage: Coverage.Missing });
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
