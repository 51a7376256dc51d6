using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SreEvaluator.Grading.Judging;

/// <summary>The SQLite file in which replies are kept, open. For one thread at a time; other processes may use the file too.</summary>
internal sealed class ReplyFile : IDisposable
{
    /// <summary>How many seconds to wait for another process that writes.</summary>
    private const int BusySeconds = 5;

    private const string Schema = """
        PRAGMA busy_timeout = 5000;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        CREATE TABLE IF NOT EXISTS replies (key BLOB PRIMARY KEY, text TEXT NOT NULL, model TEXT, repaired TEXT, at TEXT NOT NULL) WITHOUT ROWID;
        """;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _keep;

    private ReplyFile(SqliteConnection connection)
    {
        _connection = connection;
        _find = connection.CreateCommand();
        _find.CommandText = "SELECT text, model, repaired FROM replies WHERE key = $key";
        _keep = connection.CreateCommand();
        _keep.CommandText = "INSERT OR IGNORE INTO replies (key, text, model, repaired, at) VALUES ($key, $text, $model, $repaired, $at)";
        Take(_find, "$key");
        Take(_keep, "$key", "$text", "$model", "$repaired", "$at");
    }

    /// <summary>Opens the file, and creates it where it is not there.</summary>
    /// <exception cref="SqliteException">It is no SQLite file, or can't be opened.</exception>
    /// <exception cref="IOException">It can't be created.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be created.</exception>
    public static ReplyFile Open(string path)
    {
        CacheFolder.Create(path);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString)
        {
            DefaultTimeout = BusySeconds,
        };
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = Schema;
            command.ExecuteNonQuery();
            return new ReplyFile(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The reply that is kept for a key; null where none is.</summary>
    public StoredReply? Find(byte[] key)
    {
        _find.Parameters["$key"].Value = key;
        using var row = _find.ExecuteReader();
        return row.Read() ? new StoredReply(row.GetString(0), TextOrNull(row, 1), TextOrNull(row, 2)) : null;
    }

    /// <summary>Keeps a reply, unless there is one for the key.</summary>
    public void Keep(byte[] key, StoredReply reply, DateTimeOffset at)
    {
        _keep.Parameters["$key"].Value = key;
        _keep.Parameters["$text"].Value = reply.Text;
        _keep.Parameters["$model"].Value = reply.Model ?? (object)DBNull.Value;
        _keep.Parameters["$repaired"].Value = reply.Repaired ?? (object)DBNull.Value;
        _keep.Parameters["$at"].Value = at.ToString("O", CultureInfo.InvariantCulture);
        _keep.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _find.Dispose();
        _keep.Dispose();
        _connection.Dispose();
    }

    private static void Take(SqliteCommand command, params ReadOnlySpan<string> parameters)
    {
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new SqliteParameter(parameter, DBNull.Value));
        }
    }

    private static string? TextOrNull(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
