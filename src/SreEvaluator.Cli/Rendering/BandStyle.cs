using Spectre.Console;
using SreEvaluator.Grading;

namespace SreEvaluator.Cli.Rendering;

/// <summary>A band as it is shown.</summary>
internal static class BandStyle
{
    public static Style Of(Band band) => new(
        band switch
        {
            Band.Strong => Color.Green,
            Band.Solid => Color.Teal,
            Band.Developing => Color.Yellow,
            Band.Weak => Color.Red,
            _ => Color.Grey,
        },
        decoration: Decoration.Bold);
}
