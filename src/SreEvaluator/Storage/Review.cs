using System.Collections.Immutable;

namespace SreEvaluator.Storage;

/// <summary>An evaluation that asks for a person.</summary>
public sealed record Review
{
    /// <summary>The evaluation.</summary>
    public required Guid EvaluationId { get; init; }

    /// <summary>Why, each as <c>kind: detail</c>.</summary>
    public required ImmutableArray<string> Reasons { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When somebody decided; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Who decided, as the audit trail names people; null while it is open.</summary>
    public string? ClosedBy { get; init; }

    /// <summary>What they noted; null for nothing.</summary>
    public string? Note { get; init; }
}
