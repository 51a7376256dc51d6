using System.Runtime.CompilerServices;

namespace SreEvaluator.Cli.Tests.Support;

/// <summary>Files of the repository that do not come with the program.</summary>
internal static class Repository
{
    /// <summary>The labelled answers.</summary>
    public static string LabelledAnswers => Path.Combine(Root(), "data", "labelled-answers.jsonl");

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
