using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using SreEvaluator.Agreement;
using SreEvaluator.Grading;
using SreEvaluator.Reports;

namespace SreEvaluator.Cli.Rendering;

/// <summary>A report of agreement for people.</summary>
internal static class AgreementSheet
{
    // The rates of the table, as shares of the evaluations.
    private static readonly double[] Rates = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7];

    public static void Write(IAnsiConsole console, AgreementReport report, GroupedBy by, SentToPeople sent)
    {
        var (title, groups) = by switch
        {
            GroupedBy.KeyPoint => ("key point", report.ByKeyPoint),
            GroupedBy.Writer => ("writer", report.ByWriter),
            GroupedBy.Style => ("style", report.ByStyle),
            _ => ("question", report.ByQuestion),
        };
        var table = Page.Table([title, .. AgreementCells.Titles]);
        var question = string.Empty;
        foreach (var group in groups)
        {
            // A key point stands below its question: both in one cell leave no room for the figures.
            var (name, head) = by == GroupedBy.KeyPoint && group.Name.Split(": ", 2) is [var ofQuestion, var keyPoint] ? ($"  {keyPoint}", ofQuestion) : (group.Name, string.Empty);
            if (head != question)
            {
                question = head;
                table.AddRow(new Text(head));
            }

            table.AddRow(Row(name, group.Figures));
        }

        table.AddRow(Row("all", report.Overall));
        console.Write(table);
        console.WriteLine();
        Figures(console, report);
        if (report.Overall.Pairs > 0)
        {
            Confusion(console, report.Overall.Confusion);
            Review(console, report.Curve, sent);
        }

        console.WriteLine();
    }

    private static void Figures(IAnsiConsole console, AgreementReport report)
    {
        var figures = report.Overall;
        var intervals = figures.Intervals;
        console.Fields(
            ("answers", Count(figures.Answers)),
            ("pairs", $"{Count(figures.Pairs)}, and {Count(figures.NotAssessed)} not assessed"),
            ("accuracy", $"{With(figures.Accuracy3, intervals.Accuracy3)} of three verdicts, {With(figures.Accuracy2, intervals.Accuracy2)} of credit against missing"),
            ("macro F1", $"{With(figures.MacroF1Three, intervals.MacroF1Three)} over three verdicts, {With(figures.MacroF1Binary, intervals.MacroF1Binary)} over credit against missing"),
            ("kappa", $"{With(figures.KappaQuadratic, intervals.KappaQuadratic)} with quadratic weights"),
            ("score", $"{AgreementCells.Points(figures.ScoreMae)} points off on average, correlation {AgreementCells.Share(figures.ScorePearson)}"),
            ("calibration", $"expected error {AgreementCells.Share(figures.ExpectedCalibrationError)}"),
            ("annotators", report.Annotators is { } annotators
                ? $"{AgreementCells.Share(annotators.Accuracy2)} of credit against missing among themselves, kappa {AgreementCells.Share(annotators.KappaQuadratic)} with quadratic weights"
                : string.Empty));
        console.Paragraph("In brackets: the interval in which a figure lies with 95% confidence.", Page.Quiet, indent: 2);
    }

    private static void Confusion(IAnsiConsole console, VerdictConfusion confusion)
    {
        var names = VerdictConfusion.Order.Select(Name).ToArray();
        var table = Page.Table(["label \\ verdict", .. names, "precision", "recall", "F1"]);
        foreach (var label in VerdictConfusion.Order)
        {
            var figures = confusion.FiguresOf(label);
            table.AddRow(
            [
                Name(label),
                .. VerdictConfusion.Order.Select(verdict => Count(confusion[label, verdict])),
                AgreementCells.Share(figures.Precision),
                AgreementCells.Share(figures.Recall),
                AgreementCells.Share(figures.F1),
            ]);
        }

        console.WriteLine();
        console.Write(table);
    }

    private static void Review(IAnsiConsole console, CoverageCurve curve, SentToPeople sent)
    {
        console.Heading("To people");
        console.Paragraph($"{sent.InWords()} The rest is right on {AgreementCells.Share(sent.Accuracy2)} of credit, and its scores are {AgreementCells.Points(sent.ScoreMae)} points off.");
        console.Paragraph("For another Review:LeastConfidence, the rest of the settings as they are; the first row is what the other reasons send at any threshold:");
        var table = Page.Table("at most", "threshold", "sent", "left", "acc 3", "acc 2", "score off");
        foreach (var (rate, point) in curve.AtRates(Rates).Prepend((0, curve.Points[0])).DistinctBy(row => row.Item2.Threshold))
        {
            table.AddRow(
                rate == 0 ? "any" : rate.ToString("0%", CultureInfo.InvariantCulture),
                point.Threshold.ToString("0.00", CultureInfo.InvariantCulture),
                Count(point.Sent),
                Count(point.Left),
                AgreementCells.Share(point.Accuracy3),
                AgreementCells.Share(point.Accuracy2),
                AgreementCells.Points(point.ScoreMae));
        }

        console.Write(table);
    }

    private static string With(double? figure, Interval? interval) => interval is { } ends
        ? $"{AgreementCells.Share(figure)} [{AgreementCells.Share(ends.Low)}, {AgreementCells.Share(ends.High)}]"
        : AgreementCells.Share(figure);

    private static IRenderable[] Row(string name, AgreementFigures figures) => [new Text(name), .. AgreementCells.Of(figures)];

    private static string Count(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Name(Coverage coverage) => coverage.ToString().ToLowerInvariant();
}
