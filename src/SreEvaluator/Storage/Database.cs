using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SreEvaluator.Storage.Postgres;
using SreEvaluator.Storage.Sqlite;

namespace SreEvaluator.Storage;

/// <summary>The database: one for the program, used by the stores. It is opened when it is first asked.</summary>
public sealed class Database : IAsyncDisposable, IDisposable
{
    // Longer than any of our own transactions, and short enough that a caller still waits for the answer.
    private const int BusySeconds = 5;

    private static readonly TimeSpan MigrationLockHolds = TimeSpan.FromMinutes(5);

    private readonly StorageOptions _options;
    private readonly TimeProvider _time;
    private readonly Func<StorageContext> _open;
    private readonly WriteQueue _writes;

    /// <summary>Prepares the database; nothing is opened yet.</summary>
    /// <param name="options">Where it is; already checked.</param>
    /// <param name="time">The clock.</param>
    public Database(IOptions<StorageOptions> options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value;
        _time = time;
        _open = _options.Provider == StorageProvider.Sqlite ? Sqlite(_options.ConnectionString) : Postgres(_options.ConnectionString);
        _writes = new WriteQueue(_open);
    }

    /// <summary>SQLite or PostgreSQL.</summary>
    public StorageProvider Provider => _options.Provider;

    /// <summary>Makes the database ready for use: applies pending migrations where that is configured, and checks that nothing accepted can be lost.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="StorageException">It can't be used; the message says what to do.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var pending = await PendingMigrationsAsync(cancellationToken).ConfigureAwait(false);
        if (pending.Count > 0)
        {
            if (!_options.MigrateAtStart)
            {
                throw new StorageException(
                    StorageFailure.Unusable,
                    $"The database lacks {pending.Count} migrations, the first of them {pending[0]}. Run sre-evaluator db migrate, or set SRE_{StorageOptions.Section}__{nameof(StorageOptions.MigrateAtStart)}=true");
            }

            await MigrateAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The migrations that the database lacks, in their order; all where it is not there yet.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="StorageException">The database can't be used.</exception>
    public Task<IReadOnlyList<string>> PendingMigrationsAsync(CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<string>>(
        async context => [.. await context.Database.GetPendingMigrationsAsync(cancellationToken).ConfigureAwait(false)]);

    /// <summary>Creates the database where it is not there, and applies what it lacks. Several processes may try at once.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="StorageException">The database can't be used.</exception>
    public Task MigrateAsync(CancellationToken cancellationToken) => ReadAsync(async context =>
    {
        CreateFolder();
        await ForgetDeadMigrationAsync(context, cancellationToken).ConfigureAwait(false);
        await context.MigrateAsync(cancellationToken).ConfigureAwait(false);
        return true;
    });

    /// <summary>Writes a copy of a SQLite database to a new file while work goes on. For PostgreSQL there is pg_dump.</summary>
    /// <param name="path">The file; it must not exist.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InputException">The file exists, or the database is not SQLite's.</exception>
    /// <exception cref="StorageException">The database or the file can't be used.</exception>
    public Task BackUpAsync(string path, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (Provider != StorageProvider.Sqlite)
        {
            throw new InputException(new InputProblem("Storage:Provider", null, "postgres", "sqlite", "Back PostgreSQL up with pg_dump."));
        }

        if (File.Exists(path))
        {
            throw new InputException(new InputProblem(path, null, "a file", "none of this name", "Name a new file; a backup never overwrites one."));
        }

        return ReadAsync(async context =>
        {
            await context.Database.ExecuteSqlAsync($"VACUUM INTO {Path.GetFullPath(path)}", cancellationToken).ConfigureAwait(false);
            return true;
        });
    }

    /// <summary>Whether the database replies.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="StorageException">It does not; the message says why.</exception>
    public Task PingAsync(CancellationToken cancellationToken) =>
        ReadAsync(context => context.Audit.AsNoTracking().Select(entry => entry.Number).FirstOrDefaultAsync(cancellationToken));

    /// <summary>Finishes the writes that were handed in.</summary>
    public ValueTask DisposeAsync() => _writes.DisposeAsync();

    /// <summary>Finishes the writes that were handed in.</summary>
    public void Dispose() => _writes.DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Reads; nothing is tracked.</summary>
    internal async Task<T> ReadAsync<T>(Func<StorageContext, Task<T>> read)
    {
        try
        {
            var context = Open();
            await using (context.ConfigureAwait(false))
            {
                return await read(context).ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (failure is not StorageException && StorageFailures.Of(failure) is { } known)
        {
            throw known;
        }
    }

    /// <summary>A context to read a stream with; the caller disposes of it.</summary>
    internal StorageContext Open()
    {
        var context = _open();
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return context;
    }

    /// <summary>Does work in a transaction with others; returns when it is on the disk.</summary>
    internal Task<T> WriteAsync<T>(Func<StorageContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        _writes.WriteAsync(work, cancellationToken);

    /// <summary>Does work in a transaction with others; returns when it is on the disk.</summary>
    internal Task WriteAsync(Func<StorageContext, CancellationToken, Task> work, CancellationToken cancellationToken) => WriteAsync(
        async (context, token) =>
        {
            await work(context, token).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <summary>The time for what is stored.</summary>
    internal DateTimeOffset Now() => _time.GetUtcNow();

    private static Func<StorageContext> Sqlite(string connectionString)
    {
        var connection = new SqliteConnectionStringBuilder(connectionString);
        connection.DefaultTimeout = Math.Min(connection.DefaultTimeout, BusySeconds);
        var options = new DbContextOptionsBuilder<SqliteStorageContext>()
            .UseSqlite(connection.ConnectionString)
            .AddInterceptors(new SqliteDurability())
            .Options;
        return () => Quiet(new SqliteStorageContext(options));
    }

    private static Func<StorageContext> Postgres(string connectionString)
    {
        var options = new DbContextOptionsBuilder<PostgresStorageContext>().UseNpgsql(connectionString).Options;
        return () => Quiet(new PostgresStorageContext(options));
    }

    private static StorageContext Quiet(StorageContext context)
    {
        // A transaction is whole or not at all; savepoints within it would only cost time.
        context.Database.AutoSavepointsEnabled = false;
        return context;
    }

    private void CreateFolder()
    {
        if (Provider == StorageProvider.Sqlite
            && Path.GetDirectoryName(_options.Place) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }
    }

    /// <summary>On SQLite a process that was killed while it migrated leaves a row that all others would wait for, without end.</summary>
    private async Task ForgetDeadMigrationAsync(StorageContext context, CancellationToken cancellationToken)
    {
        if (Provider == StorageProvider.Sqlite
            && await context.Database.CanConnectAsync(cancellationToken).ConfigureAwait(false))
        {
            var before = (_time.GetUtcNow() - MigrationLockHolds).UtcDateTime;
            await context.Database.ExecuteSqlAsync(
                $"CREATE TABLE IF NOT EXISTS \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL CONSTRAINT \"PK___EFMigrationsLock\" PRIMARY KEY, \"Timestamp\" TEXT NOT NULL)",
                cancellationToken).ConfigureAwait(false);
            await context.Database.ExecuteSqlAsync($"DELETE FROM \"__EFMigrationsLock\" WHERE \"Timestamp\" < {before}", cancellationToken).ConfigureAwait(false);
        }
    }
}
