using System.Collections.Immutable;
using SreEvaluator.Pages;

namespace SreEvaluator.Agreement;

/// <summary>Draws confidence against the share of right verdicts: on the diagonal, confidence means what it says.</summary>
internal static class ReliabilityPlot
{
    private const double LargestRadius = 13;
    private const double SmallestRadius = 3;

    public static void Write(HtmlText html, ImmutableArray<ReliabilityBin> bins)
    {
        var area = new PlotArea(0);
        var filled = bins.Where(bin => bin.Pairs > 0).ToList();
        var most = filled.Max(bin => bin.Pairs);
        html.Line($"""<svg viewBox="0 0 {PlotArea.Width} {PlotArea.Height}" role="img" aria-labelledby="reliability-title reliability-text">""");
        html.Markup("""<title id="reliability-title">Confidence against the share of right verdicts</title>""");
        html.Line($"""<desc id="reliability-text">{string.Join(" ", filled.Select(InWords))} The table below holds the same numbers.</desc>""");
        area.Axes(html, "mean confidence of the bin", "share right");
        html.Line($"""<line class="ideal" x1="{PlotArea.X(0)}" y1="{area.Y(0)}" x2="{PlotArea.X(1)}" y2="{area.Y(1)}"/>""");
        html.Line($"""<polyline class="line1" points="{string.Join(' ', filled.Select(bin => $"{PlotArea.X(bin.MeanConfidence!.Value)},{area.Y(bin.ShareRight!.Value)}"))}"/>""");
        foreach (var bin in filled)
        {
            var radius = Math.Max(SmallestRadius, LargestRadius * Math.Sqrt(bin.Pairs / (double)most));
            html.Line($"""<circle class="dot" cx="{PlotArea.X(bin.MeanConfidence!.Value)}" cy="{area.Y(bin.ShareRight!.Value)}" r="{radius:0.#}"/>""");
        }

        html.Markup("</svg>");
    }

    private static string InWords(ReliabilityBin bin) =>
        FormattableString.Invariant($"At a mean confidence of {bin.MeanConfidence:0%}, {bin.ShareRight:0%} of {bin.Pairs} verdicts are right.");
}
