using System.Collections.Immutable;
using System.Globalization;
using SreEvaluator.Pages;

namespace SreEvaluator.Reports;

/// <summary>Writes the report on a candidate as one HTML page that fetches nothing and runs no script.</summary>
public static class CandidateReportPage
{
    private const string Style = PageStyle.Css + "\n" + """
        .notice { border: 2px solid var(--first); border-radius: .35rem; padding: .6rem .9rem; }
        h3 { font-size: 1.05rem; margin: 1.25rem 0 .25rem; }
        blockquote { margin: .25rem 0 .75rem; padding-left: .8rem; border-left: 3px solid var(--line); overflow-wrap: anywhere; }
        td, th { white-space: normal; text-align: left; }
        """;

    /// <summary>Writes the page, to be saved as UTF-8.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Where it goes.</param>
    public static void Write(CandidateReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        var html = new HtmlText(output);
        SelfContained.Head(html, $"Second opinion: {report.Candidate}", Style);
        html.Markup("<body>\n<main>\n<header>");
        html.Line($"<h1>Second opinion: {report.Candidate}</h1>");
        html.Line($"<p class=\"notice\">{report.Notice}</p>");
        html.Line($"<p class=\"quiet\">Written on {report.At:yyyy-MM-dd HH:mm zzz}. Mean score: {Number(report.MeanScore)} of 100.</p>");
        html.Markup("</header>");
        foreach (var (index, scenario) in report.Scenarios.Index())
        {
            Scenario(html, scenario, index);
        }

        html.Markup("<section aria-labelledby=\"provenance\">\n<h2 id=\"provenance\">Where this comes from</h2>\n<ul>");
        foreach (var scenario in report.Scenarios)
        {
            html.Line($"<li>{CandidateReportText.Provenance(scenario)}</li>");
        }

        html.Markup("</ul>\n</section>\n</main>\n</body>\n</html>");
    }

    private static void Scenario(HtmlText html, ScenarioOpinion scenario, int index)
    {
        html.Line($"<section aria-labelledby=\"scenario-{index}\">");
        html.Line($"<h2 id=\"scenario-{index}\">{scenario.Question}: {Number(scenario.Score)}, {CandidateReportText.Words(scenario.Band)}</h2>");
        html.Line($"<p>{scenario.Asks}</p>");
        if (scenario.Entered.Length > 0)
        {
            html.Line($"<p class=\"notice\">{scenario.Entered}</p>");
        }

        html.Line($"<p>{CandidateReportText.Coverage(scenario)}</p>");
        Points(html, "Strongest, in their words", scenario.Strongest);
        Points(html, "Gaps, the heaviest first", scenario.Gaps);
        Points(html, "Misconceptions", scenario.RedFlags);
        List(html, "Doubts", scenario.Doubts);
        List(html, "What to probe next", scenario.ToProbe);
        List(html, "Decided by people", scenario.Decided);
        if (scenario.Interviewer is { } marks)
        {
            html.Line($"<h3>Your own marks</h3>\n<p>{CandidateReportText.Compared(marks)}</p>");
            if (!marks.Points.IsEmpty)
            {
                html.Markup("<table><thead><tr><th scope=\"col\">key point</th><th scope=\"col\">you</th><th scope=\"col\">here</th></tr></thead><tbody>");
                foreach (var (keyPoint, interviewer, here) in marks.Points)
                {
                    html.Line($"<tr><th scope=\"row\">{keyPoint}</th><td>{interviewer}</td><td>{here}</td></tr>");
                }

                html.Markup("</tbody></table>");
            }
        }

        html.Markup("</section>");
    }

    private static void Points(HtmlText html, string title, ImmutableArray<OpinionPoint> points)
    {
        if (points.IsEmpty)
        {
            return;
        }

        html.Line($"<h3>{title}</h3>\n<ul>");
        foreach (var point in points)
        {
            html.Line($"<li>{CandidateReportText.Named(point)}");
            if (point.Quote.Length > 0)
            {
                html.Line($"<blockquote dir=\"auto\">{MarkedText.Shown(point.Quote)}</blockquote>");
            }

            html.Markup("</li>");
        }

        html.Markup("</ul>");
    }

    private static void List(HtmlText html, string title, ImmutableArray<string> lines)
    {
        if (lines.IsEmpty)
        {
            return;
        }

        html.Line($"<h3>{title}</h3>\n<ul>");
        foreach (var line in lines)
        {
            html.Line($"<li>{line}</li>");
        }

        html.Markup("</ul>");
    }

    private static string Number(double? score) => score?.ToString("0.0", CultureInfo.InvariantCulture) ?? "no score";
}
