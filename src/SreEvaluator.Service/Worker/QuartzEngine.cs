using Microsoft.Data.Sqlite;
using Npgsql;
using Quartz;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Worker;

/// <summary>
/// Jobs in Quartz's own tables: beside the database's on PostgreSQL, where all workers share them and take over from a dead one, and in a file of its own
/// on SQLite, where Quartz and the database would otherwise stand in each other's way.
/// </summary>
internal sealed class QuartzEngine : IShardEngine
{
    private const string SchedulerName = "sre-evaluator";
    private const string Single = "single";
    private const string Batch = "batch";
    private const string Tables = "qrtz_";
    private const int SinglesAtOnce = 4;
    private const int SinglesPriority = 10;
    private const int BatchPriority = 5;

    // Each of these missing has cost work: see docs/decisions/0014-work-engine.md.
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Dead = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan NeverMisfires = TimeSpan.FromDays(30);

    private readonly IScheduler _scheduler;

    private QuartzEngine(IScheduler scheduler) => _scheduler = scheduler;

    /// <summary>Prepares the engine; it runs nothing yet.</summary>
    /// <param name="storage">Where the tables are.</param>
    /// <param name="options">How much is run at once.</param>
    /// <param name="worker">The name of this process among all.</param>
    /// <param name="runs">Runs a job.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<QuartzEngine> OpenAsync(
        StorageOptions storage, WorkerOptions options, string worker, ShardRuns runs, CancellationToken cancellationToken)
    {
        if (storage.Provider == StorageProvider.Sqlite)
        {
            await UseLogAsync(FileOf(storage), cancellationToken).ConfigureAwait(false);
        }

        var builder = QuartzSchedulerBuilder.Create(quartz =>
        {
            quartz.Services.AddSingleton(runs);
            quartz.AddJobType<ShardJob>();
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = SchedulerName;
                scheduler.InstanceId = storage.Provider == StorageProvider.Sqlite ? SchedulerName : worker;
                scheduler.IdleWaitTime = Idle;
            });
            quartz.UseDefaultThreadPool(options.ShardsAtOnce + SinglesAtOnce);
            quartz.UseExecutionLimits(limits => limits.ForGroup(Batch, options.ShardsAtOnce, ExecutionLimitScope.Node));
            quartz.UsePersistentStore(store =>
            {
                store.ProvisionSchema();
                store.ConfigureStore(configured =>
                {
                    configured.TablePrefix = Tables;
                    configured.MisfireThreshold = NeverMisfires;

                    // A start that fails after this one must be able to end the process.
                    configured.UseBackgroundThreads = true;
                });
                if (storage.Provider == StorageProvider.Sqlite)
                {
                    store.UseSqlite(SqliteFactory.Instance, $"Data Source={FileOf(storage)}");
                }
                else
                {
                    store.UsePostgres(NpgsqlFactory.Instance, storage.ConnectionString);
                    store.UseClustering(cluster =>
                    {
                        cluster.CheckinInterval = CheckIn;
                        cluster.CheckinMisfireThreshold = Dead;
                    });
                }
            });
        });
        return new QuartzEngine(await builder.BuildScheduler(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The file of the engine beside that of a SQLite database.</summary>
    public static string FileOf(StorageOptions storage) => Path.ChangeExtension(storage.Place, ".engine.db");

    /// <summary>Begins to run jobs, those first that a death interrupted.</summary>
    public async Task StartAsync(CancellationToken cancellationToken) => await _scheduler.Start(cancellationToken).ConfigureAwait(false);

    /// <summary>Begins no more jobs.</summary>
    public async Task StandbyAsync() => await _scheduler.Standby(CancellationToken.None).ConfigureAwait(false);

    /// <summary>Ends; the runs have ended before.</summary>
    public async Task StopAsync() => await _scheduler.Shutdown(true, CancellationToken.None).ConfigureAwait(false);

    public async Task ScheduleAsync(Job job, CancellationToken cancellationToken)
    {
        var detail = JobBuilder.Create<ShardJob>().WithIdentity(KeyOf(job.Id)).RequestRecovery().Build();
        var trigger = TriggerBuilder.Create<ShardJob>(TimeProvider.System)
            .WithIdentity(job.Id.ToString())
            .ForJob(KeyOf(job.Id))
            .WithExecutionGroup(job.BatchId is null ? Single : Batch)
            .WithPriority(job.BatchId is null ? SinglesPriority : BatchPriority)
            .StartNow()
            .Build();
        try
        {
            await _scheduler.ScheduleJob(detail, trigger, default, cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectAlreadyExistsException)
        {
            // It was given before, by another process or by this one before it died.
        }
    }

    public async Task<bool> HoldsAsync(Guid jobId, CancellationToken cancellationToken) =>
        await _scheduler.Exists(KeyOf(jobId), cancellationToken).ConfigureAwait(false);

    private static JobKey KeyOf(Guid jobId) => new(jobId.ToString());

    private static async Task UseLogAsync(string file, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var connection = new SqliteConnection($"Data Source={file}");
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            var command = connection.CreateCommand();
            await using (command.ConfigureAwait(false))
            {
                command.CommandText = "PRAGMA journal_mode = WAL";
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
