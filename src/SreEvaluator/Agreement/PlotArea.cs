using SreEvaluator.Pages;

namespace SreEvaluator.Agreement;

/// <summary>The square of a plot whose axes are shares, and where a point of it lies in the drawing.</summary>
/// <param name="From">The share where the upright axis begins; it ends at 1. The level one goes from 0 to 1.</param>
internal sealed record PlotArea(double From)
{
    public const int Width = 480;
    public const int Height = 350;
    private const int Left = 56;
    private const int Right = 16;
    private const int Top = 36;
    private const int Bottom = 48;
    private const int Ticks = 5;

    public static string X(double share) => Pixels(Left + (share * (Width - Left - Right)));

    public string Y(double share) => Pixels(Height - Bottom - ((share - From) / (1 - From) * (Height - Top - Bottom)));

    /// <summary>Draws the axes with their names.</summary>
    public void Axes(HtmlText html, string across, string upright)
    {
        for (var tick = 0; tick <= Ticks; tick++)
        {
            var share = tick / (double)Ticks;
            var high = From + (share * (1 - From));
            html.Line($"""<line class="grid" x1="{X(0)}" x2="{X(1)}" y1="{Y(high)}" y2="{Y(high)}"/>""");
            html.Line($"""<text class="tick" x="{Left - 8}" y="{Y(high)}" dy="4" text-anchor="end">{high:0%}</text>""");
            html.Line($"""<text class="tick" x="{X(share)}" y="{Height - Bottom + 18}" text-anchor="middle">{share:0%}</text>""");
        }

        html.Line($"""<text x="{X(0.5)}" y="{Height - 8}" text-anchor="middle">{across}</text>""");
        html.Line($"""<text transform="translate(14 {Y((1 + From) / 2)}) rotate(-90)" text-anchor="middle">{upright}</text>""");
    }

    private static string Pixels(double value) => value.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
}
