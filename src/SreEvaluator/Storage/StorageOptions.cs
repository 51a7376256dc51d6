using Microsoft.Data.Sqlite;
using Npgsql;

namespace SreEvaluator.Storage;

/// <summary>Where the work is kept: the section <c>Storage</c> of the configuration.</summary>
public sealed class StorageOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Storage";

    /// <summary>The default of <see cref="ConnectionString"/>.</summary>
    public const string DefaultConnectionString = "Data Source=sre-evaluator.db";

    /// <summary>The shortest and the default time that the response to an idempotency key is kept.</summary>
    public static readonly TimeSpan LeastIdempotencyKeptFor = TimeSpan.FromHours(1);

    /// <summary>The default of <see cref="IdempotencyKeptFor"/>.</summary>
    public static readonly TimeSpan DefaultIdempotencyKeptFor = TimeSpan.FromDays(1);

    /// <summary>SQLite or PostgreSQL.</summary>
    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>How the database is reached: for SQLite <c>Data Source=file</c>, for PostgreSQL <c>Host=...;Database=...;Username=...;Password=...</c>.</summary>
    public string ConnectionString { get; set; } = DefaultConnectionString;

    /// <summary>Where the data lies, without anything secret: the full path of the file, or host and database.</summary>
    public string Place
    {
        get
        {
            if (Provider == StorageProvider.Sqlite)
            {
                return Path.GetFullPath(new SqliteConnectionStringBuilder(ConnectionString).DataSource);
            }

            var server = new NpgsqlConnectionStringBuilder(ConnectionString);
            return $"{server.Database} on {server.Host}";
        }
    }

    /// <summary>Whether pending migrations are applied when the program starts; otherwise <c>sre-evaluator db migrate</c> does it.</summary>
    public bool MigrateAtStart { get; set; } = true;

    /// <summary>How long an answer is kept after it was submitted, with all that was made of it; null keeps it until somebody erases it. At least a day.</summary>
    public TimeSpan? KeptFor { get; set; }

    /// <summary>How long the response to an idempotency key is kept; at least <see cref="LeastIdempotencyKeptFor"/>.</summary>
    public TimeSpan IdempotencyKeptFor { get; set; } = DefaultIdempotencyKeptFor;
}
