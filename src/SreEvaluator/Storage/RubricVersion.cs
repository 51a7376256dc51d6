namespace SreEvaluator.Storage;

/// <summary>A version of a topic's rubric, as it is kept: appended, and never changed.</summary>
public sealed record RubricVersion
{
    /// <summary>The topic, by the id of its scenario.</summary>
    public required string Topic { get; init; }

    /// <summary>Its place among the versions of the topic, from 1, without gaps. The first is the file that the second took the place of.</summary>
    public required int Number { get; init; }

    /// <summary>The SHA-256 of <see cref="Source"/> in UTF-8, in lower-case hexadecimal: what evaluations know their rubric by.</summary>
    public required string Hash { get; init; }

    /// <summary>The YAML.</summary>
    public required string Source { get; init; }

    /// <summary>When it was published; for the file, when it was replaced.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who published it, by name; null for the file.</summary>
    public string? Person { get; init; }

    /// <summary>Why; null for the file.</summary>
    public string? Reason { get; init; }
}
