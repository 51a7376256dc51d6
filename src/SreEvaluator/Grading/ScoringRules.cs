namespace SreEvaluator.Grading;

/// <summary>Every number by which verdicts become a score and a band.</summary>
public sealed record ScoringRules
{
    /// <summary>The least score of the band strong.</summary>
    public const double StrongFrom = 80;

    /// <summary>The least score of the band solid.</summary>
    public const double SolidFrom = 60;

    /// <summary>The least score of the band developing.</summary>
    public const double DevelopingFrom = 35;

    /// <summary>The credit of a covered key point.</summary>
    public const double CoveredCredit = 1;

    /// <summary>The credit of a partial key point.</summary>
    public const double PartialCredit = 0.5;

    /// <summary>The best band of an answer that misses a critical key point.</summary>
    public const Band CriticalMissingCap = Band.Solid;

    /// <summary>The score that each red flag takes off, where configuration does not say otherwise.</summary>
    public const double DefaultRedFlagDeduction = 5;

    /// <summary>The most that a red flag may take off.</summary>
    public const double GreatestRedFlagDeduction = 100;

    /// <summary>The rules where configuration does not say otherwise.</summary>
    public static ScoringRules Default { get; } = new();

    /// <summary>The score that each red flag takes off, 0 to <see cref="GreatestRedFlagDeduction"/>.</summary>
    public double RedFlagDeduction
    {
        get;
        init => field = value is >= 0 and <= GreatestRedFlagDeduction
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"A red flag takes off 0 to {GreatestRedFlagDeduction}.");
    } = DefaultRedFlagDeduction;

    /// <summary>The credit of a coverage; null where it is not assessed and so counts nowhere.</summary>
    public static double? CreditOf(Coverage coverage) => coverage switch
    {
        Coverage.Covered => CoveredCredit,
        Coverage.Partial => PartialCredit,
        Coverage.Missing => 0,
        _ => null,
    };
}
