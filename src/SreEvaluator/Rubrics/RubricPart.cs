using System.Collections.Immutable;

namespace SreEvaluator.Rubrics;

/// <summary>The fields that one kind of part of a rubric's file has.</summary>
/// <param name="Name">What messages call the part.</param>
/// <param name="Required">The fields that it must have.</param>
/// <param name="Optional">The fields that it may have.</param>
internal sealed record RubricPart(string Name, ImmutableArray<string> Required, ImmutableArray<string> Optional)
{
    public static RubricPart Rubric { get; } = new("rubric", ["topic", "version", "questions"], []);

    public static RubricPart Question { get; } = new("question", ["id", "kind", "asks", "keyPoints"], ["redFlags"]);

    public static RubricPart KeyPoint { get; } = new(
        "key point", ["id", "weight", "statement", "covered", "partial", "cues", "exemplars", "hint", "advice", "probe"], ["critical"]);

    public static RubricPart RedFlag { get; } = new("red flag", ["id", "statement", "cues"], ["exemplars"]);

    /// <summary>Every field, the required ones first.</summary>
    public ImmutableArray<string> Fields { get; } = [.. Required, .. Optional];
}
