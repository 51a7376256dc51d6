using System.Globalization;
using SreEvaluator.Pages;

namespace SreEvaluator.Agreement;

/// <summary>Draws how many evaluations go to people against how good the rest is.</summary>
internal static class CoveragePlot
{
    private const double Tenths = 10;

    public static void Write(HtmlText html, IReadOnlyList<CoveragePoint> points)
    {
        var least = points.Min(point => Math.Min(point.Accuracy3!.Value, point.Accuracy2!.Value));
        var area = new PlotArea(Math.Min(0.9, Math.Floor(least * Tenths) / Tenths));
        var (first, last) = (points[0], points[^1]);
        html.Line($"""<svg viewBox="0 0 {PlotArea.Width} {PlotArea.Height}" role="img" aria-labelledby="coverage-title coverage-text">""");
        html.Markup("""<title id="coverage-title">Evaluations sent to people against right verdicts among the rest</title>""");
        html.Line($"""<desc id="coverage-text">{InWords(first)} {InWords(last)} The table below holds the steps between.</desc>""");
        area.Axes(html, "share of evaluations sent to people", "share right among the rest");
        Line(html, area, "line2", points, point => point.Accuracy2!.Value);
        Line(html, area, "line1", points, point => point.Accuracy3!.Value);
        html.Line($"""<line class="line1" x1="{PlotArea.X(0)}" x2="{PlotArea.X(0.08)}" y1="16" y2="16"/><text class="name1" x="{PlotArea.X(0.1)}" y="20">covered, partial or missing</text>""");
        html.Line($"""<line class="line2" x1="{PlotArea.X(0.6)}" x2="{PlotArea.X(0.68)}" y1="16" y2="16"/><text class="name2" x="{PlotArea.X(0.7)}" y="20">credit or not</text>""");
        html.Markup("</svg>");
    }

    private static void Line(HtmlText html, PlotArea area, string style, IReadOnlyList<CoveragePoint> points, Func<CoveragePoint, double> share) =>
        html.Line($"""<polyline class="{style}" points="{string.Join(' ', points.Select(point => $"{PlotArea.X(point.ShareSent)},{area.Y(share(point))}"))}"/>""");

    private static string InWords(CoveragePoint point) => string.Create(
        CultureInfo.InvariantCulture,
        $"With {point.ShareSent:0%} of evaluations sent to people, {point.Accuracy3:0%} of the other verdicts are right of three, and {point.Accuracy2:0%} on credit.");
}
