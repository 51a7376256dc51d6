using Microsoft.EntityFrameworkCore;

namespace SreEvaluator.Storage;

/// <summary>Keeps the keys that the host protects its cookies with. Blocking, as the host asks for them.</summary>
/// <param name="database">The database.</param>
public sealed class ProtectionKeyStore(Database database)
{
    /// <summary>All keys.</summary>
    /// <exception cref="StorageException">The database can't be used.</exception>
    public IReadOnlyList<ProtectionKey> All() =>
        database.ReadAsync<IReadOnlyList<ProtectionKey>>(async context => await context.ProtectionKeys.ToListAsync().ConfigureAwait(false)).GetAwaiter().GetResult();

    /// <summary>Adds a key, once.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="StorageException">The database can't be used.</exception>
    public void Add(ProtectionKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        database.WriteAsync(
            async (context, token) =>
            {
                if (!await context.ProtectionKeys.AnyAsync(one => one.Name == key.Name, token).ConfigureAwait(false))
                {
                    context.Add(key);
                }
            },
            CancellationToken.None).GetAwaiter().GetResult();
    }
}
