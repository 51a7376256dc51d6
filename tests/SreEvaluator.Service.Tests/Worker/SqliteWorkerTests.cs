using Microsoft.Data.Sqlite;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Worker;

public sealed class SqliteWorkerTests : WorkerContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sre-worker-").FullName;

    [Fact]
    public async Task Two_processes_do_not_work_on_one_file()
    {
        var storage = await NewDatabaseAsync();
        await using var first = await WorkerHost.StartAsync(storage);

        (await Should.ThrowAsync<StorageException>(() => WorkerHost.StartAsync(storage))).Message.ShouldContain("SRE_Worker__Enabled=false");

        await using var front = await WorkerHost.StartAsync(storage, null, ("Worker:Enabled", "false"));
        (await first.EvaluationOfAsync(await front.AcceptAsync())).ShouldNotBeNull();
    }

    [Fact]
    public async Task Work_goes_on_where_the_engine_lost_its_file()
    {
        var storage = await NewDatabaseAsync();
        Batch batch;
        var slow = new ScriptedGrader((_, cancellationToken) => Task.Delay(100, cancellationToken));
        await using (var worker = await WorkerHost.StartAsync(storage, By(slow), ("Worker:Concurrency", "2")))
        {
            batch = await worker.StartBatchAsync(Numbered(100));
            await Eventually.HoldsAsync(() => Task.FromResult(slow.Begun.Count >= 8));
        }

        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.EnumerateFiles(_folder, "*.engine.db*"))
        {
            File.Delete(file);
        }

        await using var next = await WorkerHost.StartAsync(storage);

        (await next.EndOfAsync(batch)).Graded.ShouldBe(100);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private protected override Task<StorageOptions> NewDatabaseAsync() =>
        Task.FromResult(new StorageOptions { ConnectionString = $"Data Source={Path.Combine(_folder, "sre.db")}" });
}
