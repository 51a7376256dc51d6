using Spectre.Console;
using SreEvaluator.Grading;

namespace SreEvaluator.Cli.Rendering;

/// <summary>A coverage as it is shown: by mark, word and colour, so that each alone is enough.</summary>
internal static class CoverageMark
{
    public static string Of(Coverage coverage) => coverage switch
    {
        Coverage.Covered => "✓ covered",
        Coverage.Partial => "~ partial",
        Coverage.Missing => "✗ missing",
        _ => "? not assessed",
    };

    public static Style StyleOf(Coverage coverage) => coverage switch
    {
        Coverage.Covered => new Style(Color.Green),
        Coverage.Partial => new Style(Color.Yellow),
        Coverage.Missing => new Style(Color.Red),
        _ => new Style(Color.Grey),
    };
}
