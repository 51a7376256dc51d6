namespace SreEvaluator.Agreement;

/// <summary>
/// How well those who labelled agree with each other, where more than one has: how clear the labels are, and how much agreement a grader can
/// be asked for. A key point that an answer's labels do not list is missing for all who labelled the answer. A figure is null where its data
/// leave it undefined.
/// </summary>
public sealed record AnnotatorAgreement
{
    /// <summary>How many pairs of answer and key point were labelled by at least two.</summary>
    public required int Pairs { get; init; }

    /// <summary>The most who labelled one answer.</summary>
    public required int Annotators { get; init; }

    /// <summary>Of all two labels for the same pair, the share that are the same of three.</summary>
    public required double? Accuracy3 { get; init; }

    /// <summary>The same of two: credit against missing.</summary>
    public required double? Accuracy2 { get; init; }

    /// <summary>
    /// Cohen's kappa, averaged over all two annotators; an annotator is known by the place in the list.
    /// Source: Light, "Measures of response agreement for qualitative data" (1971).
    /// </summary>
    public required double? Kappa { get; init; }

    /// <summary>The same with quadratic weights.</summary>
    public required double? KappaQuadratic { get; init; }

    /// <summary>
    /// Krippendorff's alpha of the annotators, the verdicts taken as names. Source: Krippendorff, "Computing Krippendorff's
    /// alpha-reliability" (2011).
    /// </summary>
    public required double? AlphaNominal { get; init; }

    /// <summary>The same with the verdicts taken as ranks.</summary>
    public required double? AlphaOrdinal { get; init; }

    /// <summary>The same with the verdicts taken as their credit.</summary>
    public required double? AlphaInterval { get; init; }

    /// <summary><see cref="AlphaOrdinal"/> with the grader as one more annotator: as high, where it labels as they do.</summary>
    public required double? AlphaOrdinalWithGrader { get; init; }
}
