using Microsoft.EntityFrameworkCore;

namespace SreEvaluator.Storage;

/// <summary>The trail of what was done. Stores write to it what they do; hosts add what happens at their doors, such as sign-ins.</summary>
/// <param name="database">The database.</param>
public sealed class AuditTrail(Database database)
{
    private const int ChunkSize = 1000;

    /// <summary>Appends what was done.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="action">What, a word or two with dashes.</param>
    /// <param name="subject">To what, as <c>kind:id</c>.</param>
    /// <param name="detail">What else is worth knowing; never an answer's text or a name.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public Task AddAsync(string actor, string action, string subject, string? detail, CancellationToken cancellationToken)
    {
        var happened = new AuditEvent(database.Now(), actor, action, subject, detail);
        return database.WriteAsync(
            (context, _) =>
            {
                context.Happened(happened);
                return Task.CompletedTask;
            },
            cancellationToken);
    }

    /// <summary>Entries, in their order.</summary>
    /// <param name="after">The last number that was read; 0 to begin.</param>
    /// <param name="limit">How many, 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<IReadOnlyList<AuditEntry>> ListAsync(long after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, ChunkSize);
        return database.ReadAsync<IReadOnlyList<AuditEntry>>(async context => await context.Audit
            .Where(entry => entry.Number > after)
            .OrderBy(entry => entry.Number)
            .Take(limit)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false));
    }

    /// <summary>What was done to one thing, in its order.</summary>
    /// <param name="subject">The thing, as <c>kind:id</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<IReadOnlyList<AuditEntry>> OfAsync(string subject, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<AuditEntry>>(async context => await context.Audit
            .Where(entry => entry.Subject == subject)
            .OrderBy(entry => entry.Number)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false));

    /// <summary>Checks the whole chain. That nothing is missing at its end, only a hash that is kept elsewhere can tell.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<AuditCheck> CheckAsync(CancellationToken cancellationToken)
    {
        var (number, hash) = (0L, AuditEntry.Start);
        while (await ListAsync(number, ChunkSize, cancellationToken).ConfigureAwait(false) is { Count: > 0 } entries)
        {
            foreach (var entry in entries)
            {
                if (entry.Number != number + 1 || entry.PreviousHash != hash || !entry.IsWhole)
                {
                    return new AuditCheck(number, hash, entry.Number);
                }

                (number, hash) = (entry.Number, entry.Hash);
            }
        }

        return new AuditCheck(number, hash, FirstBroken: null);
    }
}
