using SreEvaluator.Storage;

namespace SreEvaluator.Service.Worker;

/// <summary>
/// Makes jobs of answers that wait, and gives them to the engine: single answers at once, those of batches as the workers get through them. What the
/// engine has lost it is given again, for the database says what is to be done, not the engine.
/// </summary>
internal sealed partial class Dispatcher(IWorkStore store, IShardEngine engine, WorkerOptions options, TimeProvider time, ILogger logger)
{
    private const int MostAtOnce = 200;
    private const int JobsAhead = 2;

    private static readonly TimeSpan LookAfter = TimeSpan.FromSeconds(5);

    private HashSet<Guid> _missing = [];
    private long _lookedAt = time.GetTimestamp();

    /// <summary>Does once what there is to do.</summary>
    /// <exception cref="StorageException">The database can't be used now; the next time does it.</exception>
    public async Task PassAsync(CancellationToken cancellationToken)
    {
        await store.FormAsync(options.ShardSize, options.ShardsAtOnce * JobsAhead, cancellationToken).ConfigureAwait(false);
        while (await store.WaitingAsync(MostAtOnce, cancellationToken).ConfigureAwait(false) is { Count: > 0 } waiting)
        {
            foreach (var job in waiting)
            {
                await engine.ScheduleAsync(job, cancellationToken).ConfigureAwait(false);
            }

            await store.ScheduledAsync([.. waiting.Select(job => job.Id)], cancellationToken).ConfigureAwait(false);
            if (waiting.Count < MostAtOnce)
            {
                break;
            }
        }

        if (time.GetElapsedTime(_lookedAt) >= LookAfter)
        {
            await FindLostAsync(cancellationToken).ConfigureAwait(false);
            _lookedAt = time.GetTimestamp();
        }
    }

    /// <summary>A job that the engine does not hold twice in a row is opened again: once alone may be a job that ends at this moment.</summary>
    private async Task FindLostAsync(CancellationToken cancellationToken)
    {
        var missing = new HashSet<Guid>();
        foreach (var job in await store.HeldAsync(cancellationToken).ConfigureAwait(false))
        {
            if (await engine.HoldsAsync(job.Id, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            if (_missing.Contains(job.Id))
            {
                LogLost(job.Id);
                await store.ReopenAsync(job.Id, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                missing.Add(job.Id);
            }
        }

        _missing = missing;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The engine lost job {Job}; it is given to it again")]
    private partial void LogLost(Guid job);
}
