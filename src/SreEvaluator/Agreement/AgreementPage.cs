using System.Collections.Immutable;
using System.Globalization;
using SreEvaluator.Grading;
using SreEvaluator.Pages;

namespace SreEvaluator.Agreement;

/// <summary>Writes a report of agreement as one HTML page that fetches nothing and runs no script.</summary>
public static class AgreementPage
{
    private const double MostDrawn = 0.9;

    // The review rates of the table, as shares of the evaluations.
    private static readonly ImmutableArray<double> Rates = [0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

    /// <summary>The page, to be saved as UTF-8.</summary>
    /// <param name="report">The report.</param>
    /// <param name="about">What was measured, and how.</param>
    public static string Write(AgreementReport report, AgreementPageAbout about)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(about);
        using var page = new StringWriter(CultureInfo.InvariantCulture);
        var html = new HtmlText(page);
        html.Markup("""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>Agreement with labelled answers</title>
            <style>
            """);
        html.Markup(AgreementPageStyle.Css);
        html.Markup("</style>\n</head>\n<body>\n<main>");
        About(html, report, about);
        Glance(html, report.Overall);
        if (report.Overall.Pairs > 0)
        {
            Confusion(html, report.Overall);
            Reliability(html, report.Overall);
            Review(html, report.Curve);
        }

        if (report.Annotators is { } annotators)
        {
            Annotators(html, annotators, report.Overall);
        }

        Groups(html, "question", "By question", report.ByQuestion, report.Overall);
        Groups(html, "writer", "By writer", report.ByWriter, report.Overall);
        Groups(html, "style", "By style", report.ByStyle, report.Overall);
        Groups(html, "key-point", "By key point", report.ByKeyPoint, report.Overall);
        Notes(html);
        html.Markup("</main>\n</body>\n</html>");
        return page.ToString();
    }

    private static void About(HtmlText html, AgreementReport report, AgreementPageAbout about)
    {
        html.Markup("<header>\n<h1>Agreement with labelled answers</h1>\n<dl>");
        html.Line($"<dt>Graded by</dt><dd>{about.Grader}</dd>");
        html.Line($"<dt>Labelled answers</dt><dd>{about.Data}</dd>");
        html.Line($"<dt>How measured</dt><dd>{about.Protocol}</dd>");
        if (about.Review is { } review)
        {
            html.Line($"<dt>To people</dt><dd>{review}</dd>");
        }

        html.Line($"<dt>When</dt><dd>{about.At:yyyy-MM-dd HH:mm zzz}</dd>");
        html.Line($"<dt>How much</dt><dd>{report.Overall.Answers:#,0} answers, {report.Overall.Pairs:#,0} pairs of answer and key point; {report.Overall.NotAssessed:#,0} more were not assessed and are in no figure</dd>");
        html.Markup("</dl>\n</header>");
    }

    private static void Glance(HtmlText html, AgreementFigures figures)
    {
        html.Markup("""
            <section aria-labelledby="glance">
            <h2 id="glance">At a glance</h2>
            <div class="scroll" role="region" aria-labelledby="glance" tabindex="0">
            <table class="glance">
            <caption>The figures of all answers, with the interval in which each lies with 95% confidence</caption>
            <thead><tr><th scope="col">figure</th><th scope="col">value</th><th scope="col">95% interval</th></tr></thead>
            <tbody>
            """);
        var intervals = figures.Intervals;
        Row("Accuracy, credit or not", Share(figures.Accuracy2), Ends(intervals.Accuracy2), "right on whether the answer makes the point at all");
        Row("Accuracy, three verdicts", Share(figures.Accuracy3), Ends(intervals.Accuracy3), "right on covered, partial or missing");
        Row("Macro F1, credit or not", Share(figures.MacroF1Binary), Ends(intervals.MacroF1Binary), "finds credit and its lack alike, however rare either is");
        Row("Macro F1, three verdicts", Share(figures.MacroF1Three), Ends(intervals.MacroF1Three), "the same for covered, partial and missing");
        Row("Kappa", Share(figures.Kappa), Ends(intervals.Kappa), "agreement beyond chance: 0 is chance, 1 perfect");
        Row("Kappa, quadratic", Share(figures.KappaQuadratic), Ends(intervals.KappaQuadratic), "the same, where covered for missing is four times as bad as covered for partial");
        Row("Alpha, ordinal", Share(figures.AlphaOrdinal), Ends(intervals.AlphaOrdinal), "Krippendorff's agreement beyond chance, verdicts as ranks");
        Row("Score off by", $"{Points(figures.ScoreMae)}", Ends(intervals.ScoreMae, "0.0"), "points of 100, on average");
        Row("Score correlation", Share(figures.ScorePearson), Ends(intervals.ScorePearson), "does a better answer get a better score?");
        Row("Calibration error", Share(figures.ExpectedCalibrationError), "–", "how far confidence is from the share that is right");
        Row("Red flags, F1", Share(figures.RedFlags.F1), "–", Invariant($"{figures.RedFlags.Right} found of {figures.RedFlags.Labelled}, and {figures.RedFlags.Given - figures.RedFlags.Right} more that the labels do not have"));
        html.Markup("</tbody>\n</table>\n</div>\n</section>");

        void Row(string name, string value, string interval, string meaning) =>
            html.Line($"""<tr><th scope="row">{name} <small>{meaning}</small></th><td>{value}</td><td>{interval}</td></tr>""");
    }

    private static void Confusion(HtmlText html, AgreementFigures figures)
    {
        html.Markup("""
            <section aria-labelledby="confusion">
            <h2 id="confusion">Which verdicts are mixed up</h2>
            <div class="scroll" role="region" aria-labelledby="confusion" tabindex="0">
            <table class="confusion">
            <caption>Pairs by label (rows) and verdict (columns), with the share of the row; where both are the same, the cell is framed</caption>
            <thead><tr><th scope="col">label</th><th scope="col">covered</th><th scope="col">partial</th><th scope="col">missing</th></tr></thead>
            <tbody>
            """);
        foreach (var label in VerdictConfusion.Order)
        {
            html.Line($"""<tr><th scope="row">{Name(label)}</th>""");
            var labelled = figures.Confusion.FiguresOf(label).Labelled;
            foreach (var verdict in VerdictConfusion.Order)
            {
                var pairs = figures.Confusion[label, verdict];
                var share = labelled == 0 ? 0 : pairs / (double)labelled;
                html.Line($"""<td class="{(label == verdict ? "same" : "other")}" style="--share:{share:0.##}">{pairs:#,0}<small>{share:0%}</small></td>""");
            }

            html.Markup("</tr>");
        }

        html.Markup("""
            </tbody>
            </table>
            </div>
            <div class="scroll" role="region" aria-labelledby="classes" tabindex="0">
            <table>
            <caption id="classes">How well each verdict is found</caption>
            <thead><tr><th scope="col">verdict</th><th scope="col">precision</th><th scope="col">recall</th><th scope="col">F1</th><th scope="col">in labels</th><th scope="col">given</th></tr></thead>
            <tbody>
            """);
        foreach (var label in VerdictConfusion.Order)
        {
            Class(Name(label), figures.Confusion.FiguresOf(label));
        }

        Class("credit (covered or partial)", figures.Confusion.Credit);
        html.Markup("</tbody>\n</table>\n</div>\n</section>");

        void Class(string name, ClassFigures found) => html.Line(
            $"""<tr><th scope="row">{name}</th><td>{Share(found.Precision)}</td><td>{Share(found.Recall)}</td><td>{Share(found.F1)}</td><td>{found.Labelled:#,0}</td><td>{found.Given:#,0}</td></tr>""");
    }

    private static void Reliability(HtmlText html, AgreementFigures figures)
    {
        html.Markup("""
            <section aria-labelledby="reliability">
            <h2 id="reliability">Can confidence be believed?</h2>
            <p>Verdicts are put into ten bins by their confidence. On the dashed line, verdicts are right as often as they claim; below it they
            claim too much, above it too little. A larger dot stands for more verdicts.</p>
            <figure>
            """);
        ReliabilityPlot.Write(html, figures.Reliability);
        html.Line($"<figcaption>Expected calibration error: {Share(figures.ExpectedCalibrationError)}, the mean distance from the dashed line.</figcaption>");
        html.Markup("""
            </figure>
            <div class="scroll" role="region" aria-labelledby="bins" tabindex="0">
            <table>
            <caption id="bins">The bins of the plot</caption>
            <thead><tr><th scope="col">confidence</th><th scope="col">verdicts</th><th scope="col">mean confidence</th><th scope="col">share right</th></tr></thead>
            <tbody>
            """);
        foreach (var bin in figures.Reliability)
        {
            html.Line($"""<tr><th scope="row">{bin.From:0.0} to {bin.From + (1.0 / ReliabilityTally.Bins):0.0}</th><td>{bin.Pairs:#,0}</td><td>{Share(bin.MeanConfidence)}</td><td>{Share(bin.ShareRight)}</td></tr>""");
        }

        html.Markup("</tbody>\n</table>\n</div>\n</section>");
    }

    private static void Review(HtmlText html, CoverageCurve curve)
    {
        html.Markup("""
            <section aria-labelledby="review">
            <h2 id="review">How much to send to people</h2>
            """);
        html.Markup("""
            <p>An evaluation goes to people when its verdicts are less sure than a threshold, or for another reason of the review policy. The
            higher the threshold, the more work for people and the better what is left. Pick a row, and set its threshold as
            <code>Review:LeastConfidence</code> (<code>SRE_Review__LeastConfidence</code>). The row of threshold 0 is what the other reasons
            send at any threshold: to send less, loosen <code>Review:LeastCriticalConfidence</code> and <code>Review:BandMargin</code>.</p>
            """);
        // Where hardly anything is left, the curve is noise.
        var left = curve.Points.Where(point => point is { Accuracy3: not null, ShareSent: <= MostDrawn }).ToList();
        if (left.Count > 1)
        {
            html.Markup("<figure>");
            CoveragePlot.Write(html, left);
            html.Markup("<figcaption>The further right, the more goes to people; the higher, the better the rest.</figcaption>\n</figure>");
        }

        html.Markup("""
            <div class="scroll" role="region" aria-labelledby="rates" tabindex="0">
            <table>
            <caption id="rates">For a wanted rate of review, the highest threshold that keeps to it</caption>
            <thead><tr><th scope="col">at most</th><th scope="col">threshold</th><th scope="col">sent</th><th scope="col">left</th><th scope="col">right of three</th><th scope="col">right on credit</th><th scope="col">score off</th></tr></thead>
            <tbody>
            """);
        foreach (var (rate, point) in curve.AtRates(Rates))
        {
            html.Line($"""<tr><th scope="row">{rate:0%}</th><td>{point.Threshold:0.00}</td><td>{point.Sent:#,0} <small>{point.ShareSent:0.0%}</small></td><td>{point.Left:#,0}</td><td>{Share(point.Accuracy3)}</td><td>{Share(point.Accuracy2)}</td><td>{Points(point.ScoreMae)}</td></tr>""");
        }

        html.Markup("</tbody>\n</table>\n</div>\n</section>");
    }

    private static void Annotators(HtmlText html, AnnotatorAgreement annotators, AgreementFigures grader)
    {
        html.Markup("""
            <section aria-labelledby="annotators">
            <h2 id="annotators">Those who labelled, among themselves</h2>
            """);
        html.Line($"<p>{annotators.Pairs:#,0} pairs were labelled by up to {annotators.Annotators} annotators, each on their own. A grader that agrees with the labels as well as they agree with each other can hardly do better.</p>");
        html.Markup("""
            <div class="scroll" role="region" aria-labelledby="annotators" tabindex="0">
            <table>
            <caption>Agreement of the annotators, and of the grader with the labels</caption>
            <thead><tr><th scope="col">figure</th><th scope="col">annotators</th><th scope="col">grader</th></tr></thead>
            <tbody>
            """);
        Row("Accuracy, credit or not", annotators.Accuracy2, grader.Accuracy2);
        Row("Accuracy, three verdicts", annotators.Accuracy3, grader.Accuracy3);
        Row("Kappa", annotators.Kappa, grader.Kappa);
        Row("Kappa, quadratic", annotators.KappaQuadratic, grader.KappaQuadratic);
        Row("Alpha, nominal", annotators.AlphaNominal, grader.AlphaNominal);
        Row("Alpha, ordinal", annotators.AlphaOrdinal, grader.AlphaOrdinal);
        Row("Alpha, interval", annotators.AlphaInterval, grader.AlphaInterval);
        html.Markup("</tbody>\n</table>\n</div>");
        html.Line($"<p>With the grader as one more annotator, ordinal alpha is {Share(annotators.AlphaOrdinalWithGrader)}.</p>");
        html.Markup("</section>");

        void Row(string name, double? ofAnnotators, double? ofGrader) =>
            html.Line($"""<tr><th scope="row">{name}</th><td>{Share(ofAnnotators)}</td><td>{Share(ofGrader)}</td></tr>""");
    }

    private static void Groups(HtmlText html, string id, string title, ImmutableArray<AgreementGroup> groups, AgreementFigures overall)
    {
        if (groups.IsEmpty)
        {
            return;
        }

        var scored = groups.Any(group => group.Figures.ScoreMae is not null);
        html.Line($"""<section aria-labelledby="by-{id}">""");
        html.Line($"""<h2 id="by-{id}">{title}</h2>""");
        html.Line($"""<div class="scroll" role="region" aria-labelledby="by-{id}" tabindex="0">""");
        html.Markup("<table>\n<caption>Small numbers: the 95% interval. Few pairs make it wide</caption>\n<thead><tr>");
        html.Line($"""<th scope="col">{id.Replace('-', ' ')}</th><th scope="col">pairs</th><th scope="col">right on credit</th><th scope="col">right of three</th><th scope="col">F1, credit or not</th><th scope="col">kappa, quadratic</th>""");
        html.Markup(scored ? """<th scope="col">score off</th>""" : """<th scope="col">labels: covered, partial, missing</th>""");
        html.Markup("</tr></thead>\n<tbody>");
        foreach (var group in groups)
        {
            Row(group.Name, group.Figures, "part");
        }

        Row("all", overall, "all");
        html.Markup("</tbody>\n</table>\n</div>\n</section>");

        void Row(string name, AgreementFigures figures, string style)
        {
            html.Line($"""<tr class="{style}"><th scope="row">{name}</th><td>{figures.Pairs:#,0}</td>""");
            Figure(Share(figures.Accuracy2), Ends(figures.Intervals.Accuracy2));
            Figure(Share(figures.Accuracy3), Ends(figures.Intervals.Accuracy3));
            Figure(Share(figures.MacroF1Binary), Ends(figures.Intervals.MacroF1Binary));
            Figure(Share(figures.KappaQuadratic), Ends(figures.Intervals.KappaQuadratic));
            if (scored)
            {
                Figure(Points(figures.ScoreMae), Ends(figures.Intervals.ScoreMae, "0.0"));
            }
            else
            {
                html.Line($"<td>{string.Join(", ", VerdictConfusion.Order.Select(label => figures.Confusion.FiguresOf(label).Labelled))}</td>");
            }

            html.Markup("</tr>");
        }

        void Figure(string value, string interval) => html.Line($"<td>{value} <small>{interval}</small></td>");
    }

    private static void Notes(HtmlText html) => html.Markup("""
        <footer>
        <p>A dash stands where the data leave a figure undefined. Intervals come from a thousand samples of whole answers, drawn with
        replacement, as verdicts on one answer depend on each other (Efron and Tibshirani 1993). Kappa: Cohen 1960 and 1968. Alpha:
        Krippendorff 2011. Macro F1: the mean of the F1 of each class (Opitz and Burst 2019). Calibration error: Naeini, Cooper and
        Hauskrecht 2015. Review curve: Chow 1970.</p>
        </footer>
        """);

    private static string Name(Coverage coverage) => coverage.ToString().ToLowerInvariant();

    private static string Share(double? share) => share?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–";

    private static string Points(double? points) => points?.ToString("0.0", CultureInfo.InvariantCulture) ?? "–";

    private static string Ends(Interval? interval, string format = "0.00") => interval is { } ends
        ? $"{ends.Low.ToString(format, CultureInfo.InvariantCulture)} to {ends.High.ToString(format, CultureInfo.InvariantCulture)}"
        : "–";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
