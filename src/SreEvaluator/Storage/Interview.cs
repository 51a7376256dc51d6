using System.Collections.Immutable;

namespace SreEvaluator.Storage;

/// <summary>Questions that one candidate is asked, by invitation.</summary>
public sealed record Interview
{
    /// <summary>Unique.</summary>
    public required Guid Id { get; init; }

    /// <summary>The one candidate.</summary>
    public required Guid CandidateId { get; init; }

    /// <summary>What it is called.</summary>
    public required string Title { get; init; }

    /// <summary>The ids of the questions, in their order.</summary>
    public required ImmutableArray<string> Questions { get; init; }

    /// <summary>The SHA-256 of the invitation's token in lower-case hexadecimal; null where there is no invitation, or it was taken back.</summary>
    public string? InvitationHash { get; init; }

    /// <summary>When the invitation ends; null where there is none.</summary>
    public DateTimeOffset? InvitationExpiresAt { get; init; }

    /// <summary>Who made it, as the audit trail names people.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was closed to further answers; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }
}
