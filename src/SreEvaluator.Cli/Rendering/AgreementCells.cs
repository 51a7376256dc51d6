using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using SreEvaluator.Agreement;

namespace SreEvaluator.Cli.Rendering;

/// <summary>Figures of agreement as cells of a table's row.</summary>
internal static class AgreementCells
{
    public static string[] Titles { get; } = ["pairs", "acc 3", "acc 2", "F1 3", "F1 2", "kappa", "score off"];

    public static IEnumerable<IRenderable> Of(AgreementFigures figures) => ((string[])
    [
        figures.Pairs.ToString(CultureInfo.InvariantCulture),
        Share(figures.Accuracy3),
        Share(figures.Accuracy2),
        Share(figures.MacroF1Three),
        Share(figures.MacroF1Binary),
        Share(figures.KappaQuadratic),
        Points(figures.ScoreMae),
    ]).Select(cell => new Text(cell));

    public static string Share(double? share) => share?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-";

    public static string Points(double? points) => points?.ToString("0.0", CultureInfo.InvariantCulture) ?? "-";
}
