using System.Collections.Immutable;

namespace SreEvaluator.Storage;

/// <summary>A key for programs. The key itself is nowhere; only its hash is kept.</summary>
public sealed record ApiKey
{
    /// <summary>Unique.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>The SHA-256 of the key in lower-case hexadecimal; unique.</summary>
    public required string Hash { get; init; }

    /// <summary>What it may do.</summary>
    public required Role Role { get; init; }

    /// <summary>What it is limited to; empty for all that the role may.</summary>
    public required ImmutableArray<string> Scopes { get; init; }

    /// <summary>The candidate that it acts for; null where it acts for none.</summary>
    public Guid? CandidateId { get; init; }

    /// <summary>Who made it, as the audit trail names people.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was revoked; null while it holds.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Whether it may be used.</summary>
    /// <param name="now">The time.</param>
    public bool IsValid(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is null || now < ExpiresAt);
}
