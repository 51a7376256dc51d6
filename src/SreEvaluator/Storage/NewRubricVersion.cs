namespace SreEvaluator.Storage;

/// <summary>A version of a rubric that is to take the place of the one in force. That it is a rubric is checked before.</summary>
public sealed record NewRubricVersion
{
    /// <summary>The longest reason, in characters.</summary>
    public const int MaxReason = 500;

    /// <summary>The topic, by the id of its scenario.</summary>
    public required string Topic { get; init; }

    /// <summary>The hash of the version that it was made of.</summary>
    public required string ReplacedHash { get; init; }

    /// <summary>The YAML of that version.</summary>
    public required string ReplacedSource { get; init; }

    /// <summary>The new version's hash.</summary>
    public required string Hash { get; init; }

    /// <summary>The new version's YAML.</summary>
    public required string Source { get; init; }

    /// <summary>Who publishes, by name.</summary>
    public required string Person { get; init; }

    /// <summary>Why; 1 to <see cref="MaxReason"/> characters.</summary>
    public required string Reason { get; init; }
}
