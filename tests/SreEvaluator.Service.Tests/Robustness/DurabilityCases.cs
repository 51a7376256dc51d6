using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SreEvaluator.Grading;
using SreEvaluator.Reviews;
using SreEvaluator.Rubrics;
using SreEvaluator.Service.Tests.Worker;
using SreEvaluator.Service.Worker;
using SreEvaluator.Storage;
using SreEvaluator.Support;

namespace SreEvaluator.Service.Tests.Robustness;

/// <summary>
/// Cases 59 to 64 of durability. Idempotency keys over HTTP (60) are tested with the API; answers that always fail (64) with the worker, and those that kill
/// their worker in the simulation.
/// </summary>
public sealed class DurabilityCases(PostgresServer server) : IDisposable
{
    private const int SlotsEach = 8;

    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _folder = Directory.CreateTempSubdirectory("sre-durability-").FullName;

    /// <summary>Case 59, one machine.</summary>
    [Fact]
    public async Task KillMidGrade_on_SQLite_nothing_is_lost_and_nothing_graded_twice()
    {
        await using var suite = new KillSuite(Sqlite(_folder), seed: 59);
        await suite.RunAsync(KillSuite.Kills("SRE_KILLS_SQLITE"), workers: 1);
    }

    /// <summary>Case 59, two workers.</summary>
    [Fact]
    public async Task KillMidGrade_on_PostgreSQL_with_two_workers_nothing_is_lost_and_nothing_graded_twice()
    {
        await using var suite = new KillSuite(await PostgresAsync(), seed: 60);
        await suite.RunAsync(KillSuite.Kills("SRE_KILLS_POSTGRES"), workers: 2);
    }

    /// <summary>Case 59: another worker takes a dead one's shard over within 15 s.</summary>
    [Fact]
    public async Task KillMidGrade_another_worker_finishes_the_shard_within_15_seconds()
    {
        var storage = await PostgresAsync();
        await using var database = new Database(Options.Create(storage), TimeProvider.System);
        await database.OpenAsync(None);
        var (batches, jobs) = (new BatchStore(database), new JobStore(database));
        using var victim = ServiceProcess.Start(storage);
        await victim.StartedAsync();
        var batch = await batches.AddAsync("Batch", GraderChoice.Local, "user:1", None);
        await batches.AddAnswersAsync(
            batch.Id, Enumerable.Range(0, 4000).Select(_ => new NewAnswer(null, "incident-management", "First I would roll back the last release.")).ToAsyncEnumerable(), None);
        await batches.ReadyAsync(batch.Id, response: null, "user:1", None);
        await batches.StartAsync(batch.Id, "user:1", None);
        await Eventually.HoldsAsync(async () => (await jobs.HeldAsync(None)).Any(job => job.State == JobState.Running));
        using var heir = ServiceProcess.Start(storage);
        await heir.StartedAsync();

        await victim.KillAsync();
        var clock = Stopwatch.StartNew();
        var orphans = (await jobs.HeldAsync(None)).Where(job => job.Worker == victim.Worker && job.State == JobState.Running).Select(job => job.Id).ToList();
        orphans.ShouldNotBeEmpty();
        foreach (var orphan in orphans)
        {
            await Eventually.HoldsAsync(async () => (await jobs.FindAsync(orphan, None))!.State == JobState.Done);
        }

        TestContext.Current.SendDiagnosticMessage($"{orphans.Count} shards of a dead worker were finished {clock.Elapsed.TotalSeconds:F1} s after it died");
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
    }

    /// <summary>Case 61.</summary>
    [Fact]
    public Task TwoWorkersOneShard_on_SQLite_one_result_each() => TwoWorkersOneShardAsync(Sqlite(_folder));

    /// <summary>Case 61.</summary>
    [Fact]
    public async Task TwoWorkersOneShard_on_PostgreSQL_one_result_each() => await TwoWorkersOneShardAsync(await PostgresAsync());

    /// <summary>Case 62.</summary>
    [Fact]
    public async Task DiskFull_is_told_nothing_is_half_kept_and_work_goes_on_when_there_is_room()
    {
        var disk = Path.Combine(_folder, "disk");
        Directory.CreateDirectory(disk);
        using var mount = Process.Start(new ProcessStartInfo("mount", ["-t", "tmpfs", "-o", "size=3m", "tmpfs", disk]) { RedirectStandardError = true })!;
        await mount.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless(mount.ExitCode == 0, "No small disk can be mounted here: the test of a full disk did NOT run.");
        try
        {
            var filler = Path.Combine(disk, "filler");
            await using var database = new Database(Options.Create(Sqlite(disk)), TimeProvider.System);
            await database.OpenAsync(None);
            await File.WriteAllBytesAsync(filler, new byte[1024 * 1024], None);
            var answers = new AnswerStore(database);
            var kept = new List<Guid>();
            var full = await Should.ThrowAsync<StorageException>(async () =>
            {
                for (var number = 0; number < 10_000; number++)
                {
                    kept.Add((await answers.AcceptAsync(new NewAnswer(null, "incident-management", new string('x', 2000)), null, "user:1", None)).Answer.Id);
                }
            });

            full.Failure.ShouldBe(StorageFailure.Full);
            kept.ShouldNotBeEmpty();
            File.Delete(filler);
            kept.Add((await answers.AcceptAsync(new NewAnswer(null, "incident-management", "There is room again."), null, "user:1", None)).Answer.Id);
            foreach (var id in kept)
            {
                (await answers.FindAsync(id, None)).ShouldNotBeNull();
            }

            (await new AuditTrail(database).ListAsync(0, 1000, None)).Count.ShouldBe(Math.Min(1000, kept.Count));
            (await new AuditTrail(database).CheckAsync(None)).FirstBroken.ShouldBeNull();
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            using var unmount = Process.Start("umount", [disk]);
            await unmount.WaitForExitAsync(None);
        }
    }

    /// <summary>Case 62.</summary>
    [Fact]
    public async Task BusyDatabase_is_told_in_seconds_and_the_next_try_succeeds()
    {
        var storage = Sqlite(_folder);
        await using var database = new Database(Options.Create(storage), TimeProvider.System);
        await database.OpenAsync(None);
        await using var other = new SqliteConnection(storage.ConnectionString);
        await other.OpenAsync(None);
        var answers = new AnswerStore(database);
        await using (var held = other.BeginTransaction(deferred: false))
        {
            var clock = Stopwatch.StartNew();
            (await Should.ThrowAsync<StorageException>(() => answers.AcceptAsync(new NewAnswer(null, "incident-management", "text"), null, "user:1", None)))
                .Failure.ShouldBe(StorageFailure.Busy);
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
        }

        (await answers.AcceptAsync(new NewAnswer(null, "incident-management", "text"), null, "user:1", None)).Earlier.ShouldBeNull();
    }

    /// <summary>Case 63.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task ClockJump_of_an_hour_loses_no_work_and_does_none_twice(int hours)
    {
        var time = new JumpingTime();
        var grader = new ScriptedGrader(async (_, cancellationToken) =>
        {
            time.Jump(TimeSpan.FromHours(hours));
            await Task.Delay(5, cancellationToken);
        });
        await using var worker = await WorkerHost.StartAsync(
            Sqlite(_folder),
            services =>
            {
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time));
                WorkerContract.By(grader)(services);
            });

        var batch = await worker.StartBatchAsync(WorkerContract.Numbered(200));
        var single = await worker.AcceptAsync();

        (await worker.EndOfAsync(batch)).Graded.ShouldBe(200);
        await worker.EvaluationOfAsync(single);
        grader.Begun.Count.ShouldBe(201);
        (await worker.Get<AuditTrail>().CheckAsync(None)).FirstBroken.ShouldBeNull();
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task TwoWorkersOneShardAsync(StorageOptions storage)
    {
        await using var first = new Database(Options.Create(storage), TimeProvider.System);
        await using var second = new Database(Options.Create(storage), TimeProvider.System);
        await first.OpenAsync(None);
        var (batches, jobs) = (new BatchStore(first), new JobStore(first));
        var batch = await batches.AddAsync("Batch", GraderChoice.Local, "user:1", None);
        await batches.AddAnswersAsync(batch.Id, WorkerContract.Numbered(60).ToAsyncEnumerable(), None);
        await batches.ReadyAsync(batch.Id, response: null, "user:1", None);
        await batches.StartAsync(batch.Id, "user:1", None);
        await jobs.FormAsync(100, 1, None);
        var job = (await jobs.WaitingAsync(1, None))[0];

        // Nobody goes on before both are in the middle of it.
        var both = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = 0;
        var grader = new ScriptedGrader((_, cancellationToken) =>
        {
            if (Interlocked.Increment(ref begun) == 2 * SlotsEach)
            {
                both.SetResult();
            }

            return both.Task.WaitAsync(cancellationToken);
        });

        await Task.WhenAll(RunOn(first, "worker:1"), RunOn(second, "worker:2"));

        grader.Begun.Count.ShouldBe(120);
        var progress = (await batches.ProgressAsync(batch.Id, None))!;
        (progress.Graded, progress.Batch.State).ShouldBe((60, BatchState.Completed));
        foreach (var result in await batches.ResultsAsync(batch.Id, BatchFilter.All, null, 1000, None))
        {
            (await new EvaluationStore(first).OfAnswerAsync(result.Answer.Id, None)).Count.ShouldBe(1);
        }

        (await new AuditTrail(first).CheckAsync(None)).FirstBroken.ShouldBeNull();

        Task RunOn(Database database, string worker)
        {
            var answers = new AnswerGrader(RubricLibrary.Load(ShippedFiles.Rubrics), _ => grader, _ => "scripted", new ReviewOptions(), TimeProvider.System);
            var store = new DatabaseWorkStore(new JobStore(database), new EvaluationStore(database), new Evaluated());
            return new ShardRun(store, answers, new Slots(SlotsEach), new WorkerOptions(), worker, TimeProvider.System, NullLogger.Instance).RunAsync(job.Id, None, None);
        }
    }

    private static StorageOptions Sqlite(string folder) => new() { ConnectionString = $"Data Source={Path.Combine(folder, "sre.db")}" };

    private async Task<StorageOptions> PostgresAsync() =>
        new() { Provider = StorageProvider.Postgres, ConnectionString = await server.NewDatabaseAsync() };

    /// <summary>A clock of the wall that is set once, far ahead or back; elapsed time is measured as it passes.</summary>
    private sealed class JumpingTime : TimeProvider
    {
        private long _ticks;

        public void Jump(TimeSpan by) => Interlocked.CompareExchange(ref _ticks, by.Ticks, 0);

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _ticks));
    }
}
