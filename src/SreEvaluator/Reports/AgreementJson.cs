using System.Diagnostics.CodeAnalysis;
using SreEvaluator.Agreement;

namespace SreEvaluator.Reports;

/// <summary>
/// How well evaluations agree with labels, in the stable JSON of <c>evaluate --json</c>. Names are added to it, never changed. Shares are
/// rounded to four decimals; what the data leave undefined is null.
/// </summary>
public record AgreementJson
{
    private const int Decimals = 4;

    /// <summary>The number of answers compared.</summary>
    public required int Answers { get; init; }

    /// <summary>The number of pairs of answer and key point compared.</summary>
    public required int Pairs { get; init; }

    /// <summary>The share of pairs with the same verdict of three.</summary>
    public required double? Accuracy3 { get; init; }

    /// <summary>The share of pairs with the same verdict of two: credit against missing.</summary>
    public required double? Accuracy2 { get; init; }

    /// <summary>The mean F1 of credit and missing.</summary>
    public required double? MacroF1Binary { get; init; }

    /// <summary>The mean F1 of covered, partial and missing.</summary>
    public required double? MacroF1Three { get; init; }

    /// <summary>Cohen's kappa with quadratic weights.</summary>
    public required double? KappaQuadratic { get; init; }

    /// <summary>The mean absolute difference of the scores, in points of 100.</summary>
    public required double? ScoreMae { get; init; }

    /// <summary>Pearson's correlation of the scores.</summary>
    public required double? ScorePearson { get; init; }

    /// <summary>The expected calibration error of the confidences.</summary>
    public required double? ExpectedCalibrationError { get; init; }

    /// <summary>The number of pairs that were not assessed and are in no other figure.</summary>
    public required int NotAssessed { get; init; }

    /// <summary>Creates the JSON's content with nothing in it.</summary>
    public AgreementJson()
    {
    }

    /// <summary>Creates the JSON's content for figures.</summary>
    /// <param name="figures">The figures.</param>
    [SetsRequiredMembers]
    public AgreementJson(AgreementFigures figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        Answers = figures.Answers;
        Pairs = figures.Pairs;
        Accuracy3 = Rounded(figures.Accuracy3);
        Accuracy2 = Rounded(figures.Accuracy2);
        MacroF1Binary = Rounded(figures.MacroF1Binary);
        MacroF1Three = Rounded(figures.MacroF1Three);
        KappaQuadratic = Rounded(figures.KappaQuadratic);
        ScoreMae = Rounded(figures.ScoreMae);
        ScorePearson = Rounded(figures.ScorePearson);
        ExpectedCalibrationError = Rounded(figures.ExpectedCalibrationError);
        NotAssessed = figures.NotAssessed;
    }

    private static double? Rounded(double? figure) => figure is { } value ? Math.Round(value, Decimals) : null;
}
