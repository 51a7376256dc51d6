using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace SreEvaluator.Storage;

/// <summary>Keeps API keys, by their hashes.</summary>
/// <param name="database">The database.</param>
public sealed class ApiKeyStore(Database database)
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxName = 200;

    /// <summary>Adds a key.</summary>
    /// <param name="name">What it is for; 1 to <see cref="MaxName"/> characters.</param>
    /// <param name="hash">The SHA-256 of the key, in lower-case hexadecimal.</param>
    /// <param name="role">What it may do.</param>
    /// <param name="scopes">What it is limited to; empty for all that the role may.</param>
    /// <param name="candidateId">The candidate that it acts for; null for none.</param>
    /// <param name="expiresAt">When it ends; null for never.</param>
    /// <param name="actor">Who makes it, as the audit trail names people.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <exception cref="InputException">The name can't be used.</exception>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public Task<ApiKey> AddAsync(
        string name,
        string hash,
        Role role,
        ImmutableArray<string> scopes,
        Guid? candidateId,
        DateTimeOffset? expiresAt,
        string actor,
        CancellationToken cancellationToken)
    {
        var now = database.Now();
        var key = new ApiKey
        {
            Id = OrderedId.Next(now),
            Name = StoredText.Checked("name", name, MaxName),
            Hash = hash,
            Role = role,
            Scopes = scopes.IsDefault ? [] : scopes,
            CandidateId = candidateId,
            CreatedBy = actor,
            CreatedAt = now,
            ExpiresAt = expiresAt,
        };
        return database.WriteAsync(
            (context, _) =>
            {
                context.Add(key);
                context.Happened(new AuditEvent(now, actor, "key-added", $"key:{key.Id}", $"role={role}"));
                return Task.FromResult(key);
            },
            cancellationToken);
    }

    /// <summary>The key of a hash, revoked and ended ones too; null where there is none.</summary>
    /// <param name="hash">The SHA-256 of the key, in lower-case hexadecimal.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<ApiKey?> FindAsync(string hash, CancellationToken cancellationToken) =>
        database.ReadAsync(context => context.ApiKeys.SingleOrDefaultAsync(key => key.Hash == hash, cancellationToken));

    /// <summary>A key, revoked and ended ones too; null where there is none of this id.</summary>
    /// <param name="id">The key's id.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<ApiKey?> FindByIdAsync(Guid id, CancellationToken cancellationToken) =>
        database.ReadAsync(context => context.ApiKeys.SingleOrDefaultAsync(key => key.Id == id, cancellationToken));

    /// <summary>Keys, the newest first.</summary>
    /// <param name="after">Where the last part ended; null for the first.</param>
    /// <param name="limit">How many, 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Page<ApiKey>> ListAsync(Guid? after, int limit, CancellationToken cancellationToken) => database.ReadAsync(context => context.ApiKeys
        .Where(key => after == null || key.Id < after)
        .OrderByDescending(key => key.Id)
        .PageAsync(key => key.Id, limit, cancellationToken));

    /// <summary>Revokes a key, for good.</summary>
    /// <param name="id">The key's id.</param>
    /// <param name="actor">Who does, as the audit trail names people.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <returns>Whether it was there and held.</returns>
    public Task<bool> RevokeAsync(Guid id, string actor, CancellationToken cancellationToken)
    {
        var now = database.Now();
        return database.WriteAsync(
            async (context, token) =>
            {
                var revoked = await context.ApiKeys
                    .Where(key => key.Id == id && key.RevokedAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(key => key.RevokedAt, now), token)
                    .ConfigureAwait(false) > 0;
                if (revoked)
                {
                    context.Happened(new AuditEvent(now, actor, "key-revoked", $"key:{id}"));
                }

                return revoked;
            },
            cancellationToken);
    }
}
