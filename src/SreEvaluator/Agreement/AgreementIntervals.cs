namespace SreEvaluator.Agreement;

/// <summary>
/// The 95% intervals of the main figures, from resampling whole answers, as verdicts on one answer depend on each other. An interval is
/// null where there are fewer than two answers, or where the figure is undefined in more than one of ten samples. The calibration error
/// has none: it can't fall below 0, and resampling inflates it. Source: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993),
/// chapter 13, the percentile interval.
/// </summary>
public sealed record AgreementIntervals
{
    /// <summary>Of <see cref="AgreementFigures.Accuracy3"/>.</summary>
    public required Interval? Accuracy3 { get; init; }

    /// <summary>Of <see cref="AgreementFigures.Accuracy2"/>.</summary>
    public required Interval? Accuracy2 { get; init; }

    /// <summary>Of <see cref="AgreementFigures.MacroF1Binary"/>.</summary>
    public required Interval? MacroF1Binary { get; init; }

    /// <summary>Of <see cref="AgreementFigures.MacroF1Three"/>.</summary>
    public required Interval? MacroF1Three { get; init; }

    /// <summary>Of <see cref="AgreementFigures.Kappa"/>.</summary>
    public required Interval? Kappa { get; init; }

    /// <summary>Of <see cref="AgreementFigures.KappaQuadratic"/>.</summary>
    public required Interval? KappaQuadratic { get; init; }

    /// <summary>Of <see cref="AgreementFigures.AlphaOrdinal"/>.</summary>
    public required Interval? AlphaOrdinal { get; init; }

    /// <summary>Of <see cref="AgreementFigures.ScoreMae"/>.</summary>
    public required Interval? ScoreMae { get; init; }

    /// <summary>Of <see cref="AgreementFigures.ScorePearson"/>.</summary>
    public required Interval? ScorePearson { get; init; }
}
