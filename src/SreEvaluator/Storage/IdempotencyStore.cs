using Microsoft.EntityFrameworkCore;

namespace SreEvaluator.Storage;

/// <summary>Keeps what was sent under idempotency keys, and the responses.</summary>
/// <param name="database">The database.</param>
public sealed class IdempotencyStore(Database database)
{
    /// <summary>Begins a request under a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <returns>The same request from before, its response null where it is still on its way; null where this one is the first.</returns>
    /// <exception cref="IdempotencyConflictException">The key was used for another request.</exception>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public Task<IdempotentRequest?> BeginAsync(IdempotencyKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return database.WriteAsync(
            async (context, token) =>
            {
                var earlier = await FindAsync(context, key, token).ConfigureAwait(false);
                if (earlier is null)
                {
                    context.Add(Request(key, database.Now(), answerId: null));
                }

                return earlier;
            },
            cancellationToken);
    }

    /// <summary>The request that was sent under a key before; null where none was.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="IdempotencyConflictException">The key was used for another request.</exception>
    public Task<IdempotentRequest?> FindAsync(IdempotencyKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return database.ReadAsync(context => FindAsync(context, key, cancellationToken));
    }

    /// <summary>Keeps the response to a request. The first response stays.</summary>
    /// <param name="key">The key.</param>
    /// <param name="response">The response.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    public Task CompleteAsync(IdempotencyKey key, KeptResponse response, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(response);
        return database.WriteAsync(
            (context, token) => context.Requests
                .Where(request => request.Owner == key.Owner && request.Key == key.Key && request.Status == null)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(one => one.Status, response.Status).SetProperty(one => one.Response, response.Body).SetProperty(one => one.Location, response.Location),
                    token),
            cancellationToken);
    }

    /// <summary>Forgets a request that came to nothing, so that it can be sent again.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    public Task ForgetAsync(IdempotencyKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return database.WriteAsync(
            (context, token) => context.Requests
                .Where(request => request.Owner == key.Owner && request.Key == key.Key && request.Status == null && request.AnswerId == null)
                .ExecuteDeleteAsync(token),
            cancellationToken);
    }

    internal static async Task<IdempotentRequest?> FindAsync(StorageContext context, IdempotencyKey key, CancellationToken cancellationToken)
    {
        var earlier = await context.Requests.AsNoTracking()
            .SingleOrDefaultAsync(request => request.Owner == key.Owner && request.Key == key.Key, cancellationToken)
            .ConfigureAwait(false);
        return earlier is null || earlier.BodyHash == key.BodyHash ? earlier : throw new IdempotencyConflictException();
    }

    internal static IdempotentRequest Request(IdempotencyKey key, DateTimeOffset at, Guid? answerId) =>
        new() { Owner = key.Owner, Key = key.Key, BodyHash = key.BodyHash, At = at, AnswerId = answerId };
}
