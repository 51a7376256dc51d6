using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SreEvaluator.Storage.Sqlite;

/// <summary>
/// Holds every connection to what nothing accepted is lost by: a write-ahead log, and a commit that returns when the disk has it. SQLite keeps the
/// second for each connection apart, so it is set on each and asked back. What is erased is overwritten.
/// </summary>
internal sealed class SqliteDurability : DbConnectionInterceptor
{
    private const string Set = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA synchronous; PRAGMA secure_delete = ON;";
    private const long Full = 2;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Apply(connection);
        return Task.CompletedTask;
    }

    private static void Apply(DbConnection connection)
    {
        if (new SqliteConnectionStringBuilder(connection.ConnectionString).Mode == SqliteOpenMode.ReadOnly)
        {
            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText = Set;
        using var reader = command.ExecuteReader();
        var mode = reader.Read() ? reader.GetString(0) : null;
        if (!string.Equals(mode, "wal", StringComparison.OrdinalIgnoreCase))
        {
            throw Unsafe(connection, $"journal mode {mode ?? "unknown"}", "wal");
        }

        var synchronous = reader.NextResult() && reader.Read() ? reader.GetInt64(0) : -1;
        if (synchronous != Full)
        {
            throw Unsafe(connection, $"synchronous {synchronous}", "2 (FULL)");
        }
    }

    private static StorageException Unsafe(DbConnection connection, string found, string expected) => new(
        StorageFailure.Unusable,
        $"{((SqliteConnection)connection).DataSource}: found {found}; expected {expected}, without which an accepted answer could be lost. Put the file on a local disk.");
}
