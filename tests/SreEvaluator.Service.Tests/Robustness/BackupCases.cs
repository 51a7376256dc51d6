using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;
using SreEvaluator.Service.Tests.Worker;
using SreEvaluator.Storage;
using SreEvaluator.Support;

namespace SreEvaluator.Service.Tests.Robustness;

/// <summary>Backup and restore as docs/data-and-work.md tells them, while a batch is graded.</summary>
public sealed class BackupCases(PostgresServer server) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sre-backup-").FullName;

    [Fact]
    public async Task A_SQLite_backup_is_restored_and_work_goes_on()
    {
        var file = Path.Combine(_folder, "sre.db");
        var storage = new StorageOptions { ConnectionString = $"Data Source={file}" };
        var backup = Path.Combine(_folder, "backup.db");
        var batch = await WhileGradingAsync(storage, worker => worker.Get<Database>().BackUpAsync(backup, CancellationToken.None));

        SqliteConnection.ClearAllPools();
        foreach (var old in Directory.EnumerateFiles(_folder, "sre.*"))
        {
            File.Delete(old);
        }

        File.Move(backup, file);
        await GoesOnAsync(storage, batch);
    }

    [Fact]
    public async Task A_PostgreSQL_backup_is_restored_and_work_goes_on()
    {
        var storage = new StorageOptions { Provider = StorageProvider.Postgres, ConnectionString = await server.NewDatabaseAsync() };
        var restored = new StorageOptions { Provider = StorageProvider.Postgres, ConnectionString = await server.NewDatabaseAsync() };
        var dump = Path.Combine(_folder, "sre.dump");
        var batch = await WhileGradingAsync(storage, _ => RunAsync("pg_dump", storage, "-Fc", "-f", dump));

        await RunAsync("pg_restore", restored, "--exit-on-error", dump);
        await GoesOnAsync(restored, batch);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<Batch> WhileGradingAsync(StorageOptions storage, Func<WorkerHost, Task> backUp)
    {
        var slow = new ScriptedGrader((_, cancellationToken) => Task.Delay(50, cancellationToken));
        await using var worker = await WorkerHost.StartAsync(storage, WorkerContract.By(slow), ("Worker:Concurrency", "4"));
        var batch = await worker.StartBatchAsync(WorkerContract.Numbered(120));
        await Eventually.HoldsAsync(async () => (await worker.Batches.ProgressAsync(batch.Id, CancellationToken.None))!.Graded > 10);
        await backUp(worker);
        return batch;
    }

    private static async Task GoesOnAsync(StorageOptions storage, Batch batch)
    {
        var fast = new ScriptedGrader((_, _) => Task.CompletedTask);
        await using var worker = await WorkerHost.StartAsync(storage, WorkerContract.By(fast));

        (await worker.EndOfAsync(batch)).Graded.ShouldBe(120);
        fast.Begun.Count.ShouldBeLessThan(120);
        (await worker.Get<AuditTrail>().CheckAsync(CancellationToken.None)).FirstBroken.ShouldBeNull();
    }

    private static async Task RunAsync(string program, StorageOptions storage, params string[] arguments)
    {
        var at = new NpgsqlConnectionStringBuilder(storage.ConnectionString);
        var start = new ProcessStartInfo(PostgresServer.ProgramOf(program), ["-h", at.Host!, "-p", at.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "-U", at.Username!, "-d", at.Database!, .. arguments])
        {
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        process.ExitCode.ShouldBe(0, said);
    }
}
