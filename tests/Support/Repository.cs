using System.Runtime.CompilerServices;
using SreEvaluator.Grading;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Support;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>Its top folder.</summary>
    public static string Root { get; } = RootOf();

    private static readonly Lazy<RubricLibrary> Loaded = new(() => RubricLibrary.Load(ShippedFiles.Rubrics));
    private static readonly Lazy<IReadOnlyList<LabelledAnswer>> Read = new(() => LabelledAnswers.Read(Path.Combine(Root, "data", "labelled-answers.jsonl")));

    /// <summary>The shipped rubrics.</summary>
    public static RubricLibrary Rubrics => Loaded.Value;

    /// <summary>The labelled answers.</summary>
    public static IReadOnlyList<LabelledAnswer> Labelled => Read.Value;

    private static string RootOf([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
