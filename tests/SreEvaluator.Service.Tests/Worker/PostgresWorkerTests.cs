using SreEvaluator.Storage;
using SreEvaluator.Support;

namespace SreEvaluator.Service.Tests.Worker;

public sealed class PostgresWorkerTests(PostgresServer server) : WorkerContract
{
    [Fact]
    public async Task Two_workers_share_a_batch()
    {
        var storage = await NewDatabaseAsync();
        var (left, right) = (Slow(), Slow());
        await using var first = await WorkerHost.StartAsync(storage, By(left), ("Worker:Concurrency", "8"));
        await using var second = await WorkerHost.StartAsync(storage, By(right), ("Worker:Concurrency", "8"));

        var batch = await first.StartBatchAsync(Numbered(1000));
        (await first.EndOfAsync(batch)).Graded.ShouldBe(1000);

        left.Begun.Count.ShouldBeGreaterThan(150);
        right.Begun.Count.ShouldBeGreaterThan(150);
        (left.Begun.Count + right.Begun.Count).ShouldBe(1000);

        static ScriptedGrader Slow() => new((_, cancellationToken) => Task.Delay(50, cancellationToken));
    }

    private protected override async Task<StorageOptions> NewDatabaseAsync() =>
        new() { Provider = StorageProvider.Postgres, ConnectionString = await server.NewDatabaseAsync() };
}
