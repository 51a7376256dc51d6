namespace SreEvaluator.Storage;

/// <summary>A way in which a user signs in.</summary>
public sealed record Login
{
    /// <summary>Who vouches: the issuer of an identity provider, or the program's own way.</summary>
    public required string Issuer { get; init; }

    /// <summary>How the issuer knows the user; unique for one issuer.</summary>
    public required string Subject { get; init; }

    /// <summary>The user.</summary>
    public required Guid UserId { get; init; }

    /// <summary>When it was first used.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
