using System.Collections.Immutable;

namespace SreEvaluator.Rubrics;

/// <summary>A topic with its questions, as one YAML file holds it.</summary>
public sealed record Rubric
{
    /// <summary>The topic's name, for people.</summary>
    public required string Topic { get; init; }

    /// <summary>The version that the author gave.</summary>
    public required string Version { get; init; }

    /// <summary>The SHA-256 of the file, in lower-case hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>The YAML that it was read from, to the letter.</summary>
    public required string Source { get; init; }

    /// <summary>The questions in the order of the file; at least one, ids unique.</summary>
    public required ImmutableArray<Question> Questions { get; init; }

    /// <summary>The id of its scenario, which its file is named by.</summary>
    public string Id => Questions[0].Id.Split('/')[0];
}
