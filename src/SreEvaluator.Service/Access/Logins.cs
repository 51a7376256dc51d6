using Microsoft.Extensions.Caching.Memory;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Access;

/// <summary>Looks up who a login is. What was found is remembered for a few seconds: so long a login that was ended elsewhere may still hold.</summary>
/// <param name="keys">The keys.</param>
/// <param name="users">The users.</param>
/// <param name="cache">Remembers them.</param>
/// <param name="time">The clock.</param>
internal sealed class Logins(ApiKeyStore keys, UserStore users, IMemoryCache cache, TimeProvider time)
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
        var remembered = (hash, Interlocked.Read(ref _generation));
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
        var key = await cache.GetOrCreateAsync((id, Interlocked.Read(ref _generation)), entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = Remembered;
            return keys.FindByIdAsync(id, cancellationToken);
        });
        return key is not null && key.IsValid(time.GetUtcNow()) ? Caller.Of(key) : null;
    }

    /// <summary>Who a user of a session is now; null where they may no longer sign in.</summary>
    /// <param name="id">The user.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Caller?> OfUserAsync(Guid id, CancellationToken cancellationToken)
    {
        var user = await cache.GetOrCreateAsync(id, entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = Remembered;
            return users.FindAsync(id, cancellationToken);
        });
        return user is { DisabledAt: null } ? Caller.Of(user) : null;
    }

    /// <summary>Forgets what is remembered, as something was changed here.</summary>
    /// <param name="id">The user that was changed.</param>
    public void Forget(Guid id) => cache.Remove(id);

    /// <summary>Forgets all keys, as one was revoked here.</summary>
    public void ForgetKeys() => Interlocked.Increment(ref _generation);
}
