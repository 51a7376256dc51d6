using SreEvaluator.Storage;

namespace SreEvaluator.Service.Access;

/// <summary>An API key, without the key itself.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Role">What it may do: <c>candidate</c>, <c>interviewer</c> or <c>admin</c>.</param>
/// <param name="Scopes">What it is limited to; empty for all that the role may.</param>
/// <param name="CandidateId">The candidate that it acts for; null for none.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends; null for never.</param>
/// <param name="RevokedAt">When it was revoked; null while it holds.</param>
public sealed record KeyJson(
    Guid Id,
    string Name,
    string Role,
    IReadOnlyList<string> Scopes,
    Guid? CandidateId,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt)
{
    internal static KeyJson Of(ApiKey key) => new(
        key.Id, key.Name, RoleName.Of(key.Role), key.Scopes, key.CandidateId, key.CreatedBy, key.CreatedAt, key.ExpiresAt, key.RevokedAt);
}
