using System.Collections.Immutable;

namespace SreEvaluator.Rubrics;

/// <summary>What is asked, with everything that an answer to it is graded by.</summary>
public sealed record Question
{
    /// <summary>Stable and unique among all rubrics, such as <c>incident-management/follow-up</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The topic of its rubric.</summary>
    public required string Topic { get; init; }

    /// <summary>Scenario or follow-up.</summary>
    public required QuestionKind Kind { get; init; }

    /// <summary>The question as the candidate reads it.</summary>
    public required string Asks { get; init; }

    /// <summary>What a strong answer says; at least one, ids unique.</summary>
    public required ImmutableArray<KeyPoint> KeyPoints { get; init; }

    /// <summary>Misconceptions that lower the result; ids unique.</summary>
    public required ImmutableArray<RedFlag> RedFlags { get; init; }

    /// <summary>The version that its rubric's author gave.</summary>
    public required string RubricVersion { get; init; }

    /// <summary>The SHA-256 of its rubric's file, in lower-case hexadecimal.</summary>
    public required string RubricHash { get; init; }
}
