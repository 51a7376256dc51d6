namespace SreEvaluator.Agreement;

/// <summary>How well evaluations agree with labels. A figure is null where its data leave it undefined.</summary>
public sealed record AgreementFigures
{
    /// <summary>How many answers were compared.</summary>
    public required int Answers { get; init; }

    /// <summary>How many pairs of answer and key point were compared; those not assessed are left out.</summary>
    public required int Pairs { get; init; }

    /// <summary>How many pairs were not assessed, and so are in no other figure.</summary>
    public required int NotAssessed { get; init; }

    /// <summary>The share of pairs with the same verdict of three: covered, partial, missing.</summary>
    public required double? Accuracy3 { get; init; }

    /// <summary>The share of pairs with the same verdict of two: credit (covered or partial) against missing.</summary>
    public required double? Accuracy2 { get; init; }

    /// <summary>The mean F1 of credit and of missing.</summary>
    public required double? MacroF1Binary { get; init; }

    /// <summary>The mean F1 of covered, partial and missing.</summary>
    public required double? MacroF1Three { get; init; }

    /// <summary>Cohen's kappa over the three verdicts with quadratic weights.</summary>
    public required double? KappaQuadratic { get; init; }

    /// <summary>The mean absolute difference between the score of the verdicts and the score of the labels, in points of 100.</summary>
    public required double? ScoreMae { get; init; }

    /// <summary>Pearson's correlation between the two scores.</summary>
    public required double? ScorePearson { get; init; }

    /// <summary>
    /// The mean over ten equal bins of confidence, weighted by pairs, of the distance between the bin's mean confidence and its share of
    /// right verdicts. Source: Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning" (2015).
    /// </summary>
    public required double? ExpectedCalibrationError { get; init; }
}
