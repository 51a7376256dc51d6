using System.Diagnostics.CodeAnalysis;
using SreEvaluator.Agreement;
using SreEvaluator.Grading;

namespace SreEvaluator.Reports;

/// <summary>
/// How well evaluations agree with labels, in the stable JSON of <c>evaluate --json</c>. Names are added to it, never changed. Shares are
/// rounded to four decimals; what the data leave undefined is null.
/// </summary>
public record AgreementJson
{
    internal const int Decimals = 4;

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

    /// <summary>Cohen's kappa without weights.</summary>
    public double? Kappa { get; init; }

    /// <summary>Krippendorff's alpha, the verdicts taken as names.</summary>
    public double? AlphaNominal { get; init; }

    /// <summary>Krippendorff's alpha, the verdicts taken as ranks.</summary>
    public double? AlphaOrdinal { get; init; }

    /// <summary>Krippendorff's alpha, the verdicts taken as their credit.</summary>
    public double? AlphaInterval { get; init; }

    /// <summary>How well each of <c>covered</c>, <c>partial</c> and <c>missing</c> is found, and <c>credit</c>, which is the first two.</summary>
    public SortedDictionary<string, ClassJson> Classes { get; init; } = [];

    /// <summary>How well red flags are found.</summary>
    public ClassJson? RedFlags { get; init; }

    /// <summary>The number of pairs by their label, and within by their verdict.</summary>
    public SortedDictionary<string, SortedDictionary<string, long>> Confusion { get; init; } = [];

    /// <summary>The 95% intervals of the main figures, by the figure's name; those that are not defined are left out.</summary>
    public SortedDictionary<string, IntervalJson> Intervals { get; init; } = [];

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
        Kappa = Rounded(figures.Kappa);
        AlphaNominal = Rounded(figures.AlphaNominal);
        AlphaOrdinal = Rounded(figures.AlphaOrdinal);
        AlphaInterval = Rounded(figures.AlphaInterval);
        RedFlags = new ClassJson(figures.RedFlags);
        Classes["credit"] = new ClassJson(figures.Confusion.Credit);
        foreach (var label in VerdictConfusion.Order)
        {
            Classes[Name(label)] = new ClassJson(figures.Confusion.FiguresOf(label));
            Confusion[Name(label)] = [];
            foreach (var verdict in VerdictConfusion.Order)
            {
                Confusion[Name(label)][Name(verdict)] = figures.Confusion[label, verdict];
            }
        }

        AddInterval("accuracy3", figures.Intervals.Accuracy3);
        AddInterval("accuracy2", figures.Intervals.Accuracy2);
        AddInterval("macroF1Binary", figures.Intervals.MacroF1Binary);
        AddInterval("macroF1Three", figures.Intervals.MacroF1Three);
        AddInterval("kappa", figures.Intervals.Kappa);
        AddInterval("kappaQuadratic", figures.Intervals.KappaQuadratic);
        AddInterval("alphaOrdinal", figures.Intervals.AlphaOrdinal);
        AddInterval("scoreMae", figures.Intervals.ScoreMae);
        AddInterval("scorePearson", figures.Intervals.ScorePearson);
    }

    internal static double? Rounded(double? figure) => figure is { } value ? Math.Round(value, Decimals) : null;

    private static string Name(Coverage coverage) => coverage.ToString().ToLowerInvariant();

    private void AddInterval(string figure, Interval? interval)
    {
        if (interval is { } ends)
        {
            Intervals[figure] = new IntervalJson(Rounded(ends.Low)!.Value, Rounded(ends.High)!.Value);
        }
    }

    /// <summary>The ends of a 95% interval.</summary>
    /// <param name="Low">The lower end.</param>
    /// <param name="High">The upper end.</param>
    public sealed record IntervalJson(double Low, double High);

    /// <summary>How well one class is found.</summary>
    /// <param name="Labelled">How often the labels say it.</param>
    /// <param name="Given">How often the grader did.</param>
    /// <param name="Right">How often both did.</param>
    /// <param name="Precision">Right / given.</param>
    /// <param name="Recall">Right / labelled.</param>
    /// <param name="F1">The harmonic mean of both.</param>
    public sealed record ClassJson(long Labelled, long Given, long Right, double? Precision, double? Recall, double? F1)
    {
        internal ClassJson(ClassFigures figures)
            : this(figures.Labelled, figures.Given, figures.Right, Rounded(figures.Precision), Rounded(figures.Recall), Rounded(figures.F1))
        {
        }
    }
}
