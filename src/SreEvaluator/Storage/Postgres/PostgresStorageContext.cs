using Microsoft.EntityFrameworkCore;

namespace SreEvaluator.Storage.Postgres;

/// <summary>The model on PostgreSQL.</summary>
internal sealed class PostgresStorageContext(DbContextOptions<PostgresStorageContext> options) : StorageContext(options)
{
    // Any numbers that nobody else locks in this database; they end with the transaction.
    public override Task LockJobsAsync(CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(7365726173)", cancellationToken);

    protected override Task LockAuditAsync(CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(7365726174)", cancellationToken);
}
