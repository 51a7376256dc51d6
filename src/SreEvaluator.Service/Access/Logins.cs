using Microsoft.Extensions.Caching.Memory;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Access;

/// <summary>Looks up who a login is. What was found is remembered for a few seconds: so long a login that was ended elsewhere may still hold.</summary>
/// <param name="keys">The keys.</param>
/// <param name="users">The users.</param>
/// <param name="interviews">Know whether an invitation holds.</param>
/// <param name="cache">Remembers them.</param>
/// <param name="time">The clock.</param>
internal sealed class Logins(ApiKeyStore keys, UserStore users, InterviewStore interviews, IMemoryCache cache, TimeProvider time)
{
    /// <summary>What API keys begin with.</summary>
    public const string KeyPrefix = "sre_";

    private const int LongestKey = 100;

    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);

    private long _generation;

    /// <summary>Who a key acts for; null where it is unknown, revoked or has ended.</summary>
    /// <param name="secret">The key.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Caller?> OfKeyAsync(string secret, CancellationToken cancellationToken)
    {
        if (!secret.StartsWith(KeyPrefix, StringComparison.Ordinal) || secret.Length > LongestKey)
        {
            return null;
        }

        var hash = SecretToken.Hash(secret);
        var remembered = Remembering(hash);
        if (!cache.TryGetValue(remembered, out ApiKey? key))
        {
            key = await keys.FindAsync(hash, cancellationToken);
            if (key is not null)
            {
                // Only keys that are there: whoever guesses does not fill the memory.
                cache.Set(remembered, key, Remembered);
            }
        }

        return key is not null && key.IsValid(time.GetUtcNow()) ? Caller.Of(key) : null;
    }

    /// <summary>Who a key of a session acts for now; null where it was revoked or has ended.</summary>
    /// <param name="id">The key's id.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Caller?> OfKeyAsync(Guid id, CancellationToken cancellationToken)
    {
        var key = await cache.GetOrCreateAsync(Remembering(id), entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = Remembered;
            return keys.FindByIdAsync(id, cancellationToken);
        });
        return key is not null && key.IsValid(time.GetUtcNow()) ? Caller.Of(key) : null;
    }

    /// <summary>Who a user of a session is now; null where they may no longer sign in, or the invitation that they came by holds no longer.</summary>
    /// <param name="id">The user.</param>
    /// <param name="invitation">The hash of the invitation; null where they came otherwise.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Caller?> OfUserAsync(Guid id, string? invitation, CancellationToken cancellationToken)
    {
        if (invitation is not null && await interviews.FindByInvitationAsync(invitation, cancellationToken) is null)
        {
            return null;
        }

        var user = await cache.GetOrCreateAsync(Remembering(id), entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = Remembered;
            return users.FindAsync(id, cancellationToken);
        });
        return user is { DisabledAt: null } ? Caller.Of(user) with { Invitation = invitation } : null;
    }

    /// <summary>Forgets what is remembered, as a key or a user was changed here.</summary>
    public void Forget() => Interlocked.Increment(ref _generation);

    private (object Login, long Generation) Remembering(object login) => (login, Interlocked.Read(ref _generation));
}
