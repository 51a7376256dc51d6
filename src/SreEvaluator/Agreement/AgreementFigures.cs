using System.Collections.Immutable;

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

    /// <summary>The mean F1 of credit and of missing. Source: Opitz and Burst, "Macro F1 and Macro F1" (2019), the averaged F1.</summary>
    public required double? MacroF1Binary { get; init; }

    /// <summary>The mean F1 of covered, partial and missing, of those that occur.</summary>
    public required double? MacroF1Three { get; init; }

    /// <summary>
    /// Cohen's kappa over the three verdicts, every disagreement as bad as any other: 1 is perfect, 0 what chance gives.
    /// Source: Cohen, "A coefficient of agreement for nominal scales" (1960).
    /// </summary>
    public required double? Kappa { get; init; }

    /// <summary>
    /// Cohen's kappa over the three verdicts with quadratic weights, so that covered for missing is four times as bad as covered for partial.
    /// Sources: Cohen, "Weighted kappa" (1968); Fleiss and Cohen, "The equivalence of weighted kappa and the intraclass correlation
    /// coefficient" (1973).
    /// </summary>
    public required double? KappaQuadratic { get; init; }

    /// <summary>
    /// Krippendorff's alpha of grader and labels, the verdicts taken as names: 1 is perfect, 0 what chance gives.
    /// Source: Krippendorff, "Computing Krippendorff's alpha-reliability" (2011).
    /// </summary>
    public required double? AlphaNominal { get; init; }

    /// <summary>The same with the verdicts taken as ranks.</summary>
    public required double? AlphaOrdinal { get; init; }

    /// <summary>The same with the verdicts taken as their credit: partial lies halfway.</summary>
    public required double? AlphaInterval { get; init; }

    /// <summary>The mean absolute difference between the score of the verdicts and the score of the labels, in points of 100; null for a key point.</summary>
    public required double? ScoreMae { get; init; }

    /// <summary>Pearson's correlation between the two scores; null for a key point.</summary>
    public required double? ScorePearson { get; init; }

    /// <summary>
    /// The mean over ten equal bins of confidence, weighted by pairs, of the distance between the bin's mean confidence and its share of
    /// right verdicts. Source: Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning" (2015).
    /// </summary>
    public required double? ExpectedCalibrationError { get; init; }

    /// <summary>How often the grader gave each verdict where the label says each verdict, with precision, recall and F1 of each.</summary>
    public required VerdictConfusion Confusion { get; init; }

    /// <summary>How well red flags are found, counted by answer and red flag; nothing for a key point.</summary>
    public required ClassFigures RedFlags { get; init; }

    /// <summary>The bins behind <see cref="ExpectedCalibrationError"/>: ten, from the least confidence up.</summary>
    public required ImmutableArray<ReliabilityBin> Reliability { get; init; }

    /// <summary>The 95% intervals of the main figures.</summary>
    public required AgreementIntervals Intervals { get; init; }
}
