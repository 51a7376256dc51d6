using Microsoft.EntityFrameworkCore;

namespace SreEvaluator.Storage.Sqlite;

/// <summary>The model on SQLite.</summary>
internal sealed class SqliteStorageContext(DbContextOptions<SqliteStorageContext> options) : StorageContext(options)
{
    // A write transaction is the only one of its file.
    public override Task LockJobsAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override Task LockAuditAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
