using Microsoft.EntityFrameworkCore;

namespace SreEvaluator.Storage.Postgres;

/// <summary>The model on PostgreSQL.</summary>
internal sealed class PostgresStorageContext(DbContextOptions<PostgresStorageContext> options) : StorageContext(options)
{
    // Any numbers that nobody else locks in this database; they end with the transaction.
    public override Task LockJobsAsync(CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(7365726173)", cancellationToken);

    public override async Task MigrateAsync(CancellationToken cancellationToken)
    {
        if (!await Database.CanConnectAsync(cancellationToken).ConfigureAwait(false))
        {
            await base.MigrateAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        // The framework's own lock ends with each migration, and another process would then apply the next one too.
        var held = new PostgresStorageContext(options);
        await using (held.ConfigureAwait(false))
        {
            var transaction = await held.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                await held.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(7365726175)", cancellationToken).ConfigureAwait(false);
                await base.MigrateAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    protected override Task LockAuditAsync(CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(7365726174)", cancellationToken);
}
