using System.CommandLine;

namespace SreEvaluator.Cli;

/// <summary>Options that mean the same in every command that has them.</summary>
internal static class SharedOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Writes JSON to standard output instead of text for people." };

    public static Option<string> Rubrics() => new("--rubrics")
    {
        Description = "A folder of your own rubrics. Default: those that come with the program.",
        HelpName = "folder",
    };
}
