using Microsoft.EntityFrameworkCore;

namespace SreEvaluator.Storage;

/// <summary>Keeps jobs: which answers are graded together, and how far each job is. The engine may lose or repeat what it likes; this is what holds.</summary>
/// <param name="database">The database.</param>
public sealed class JobStore(Database database)
{
    /// <summary>Makes jobs of answers that wait for one: of all single answers, and of running batches, each in turn, until enough of their jobs are open.</summary>
    /// <param name="shardSize">The most answers of a job.</param>
    /// <param name="mostBatchJobs">How many jobs of batches may wait or be scheduled at once.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <returns>How many jobs were made.</returns>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public Task<int> FormAsync(int shardSize, int mostBatchJobs, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shardSize, 1);
        return database.WriteAsync(
            async (context, token) =>
            {
                await context.LockJobsAsync(token).ConfigureAwait(false);
                var formed = 0;
                while (await FormOneAsync(context, batchId: null, shardSize, token).ConfigureAwait(false))
                {
                    formed++;
                }

                var open = await context.Jobs
                    .CountAsync(job => job.BatchId != null && (job.State == JobState.Waiting || job.State == JobState.Scheduled), token)
                    .ConfigureAwait(false);
                var batches = open >= mostBatchJobs ? [] : await context.Batches
                    .Where(batch => batch.State == BatchState.Running && context.Answers.Any(answer => answer.BatchId == batch.Id && answer.JobId == null))
                    .OrderBy(batch => batch.Id)
                    .Select(batch => batch.Id)
                    .ToListAsync(token)
                    .ConfigureAwait(false);
                while (open < mostBatchJobs && batches.Count > 0)
                {
                    var turn = 0;
                    while (turn < batches.Count && open < mostBatchJobs)
                    {
                        if (await FormOneAsync(context, batches[turn], shardSize, token).ConfigureAwait(false))
                        {
                            (formed, open, turn) = (formed + 1, open + 1, turn + 1);
                        }
                        else
                        {
                            batches.RemoveAt(turn);
                        }
                    }
                }

                return formed;
            },
            cancellationToken);
    }

    /// <summary>The jobs that the engine is to be given, single answers first: those that wait, and are not of a batch that is paused.</summary>
    /// <param name="most">The most jobs.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<IReadOnlyList<Job>> WaitingAsync(int most, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<Job>>(async context =>
        await context.Jobs
            .Where(job => job.State == JobState.Waiting
                && (job.BatchId == null || context.Batches.Any(batch => batch.Id == job.BatchId && batch.State == BatchState.Running)))
            .OrderBy(job => job.BatchId != null)
            .ThenBy(job => job.Id)
            .Take(most)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false));

    /// <summary>The jobs that the engine should hold.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<IReadOnlyList<Job>> HeldAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<Job>>(async context =>
        await context.Jobs
            .Where(job => job.State == JobState.Scheduled || job.State == JobState.Running)
            .OrderBy(job => job.Id)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false));

    /// <summary>A job; null where there is none of this id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Job?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        database.ReadAsync(context => context.Jobs.SingleOrDefaultAsync(job => job.Id == id, cancellationToken));

    /// <summary>Notes that the engine holds jobs. Those that a worker has begun already stay so.</summary>
    /// <param name="ids">The jobs.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    public Task ScheduledAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) => database.WriteAsync(
        (context, token) => context.Jobs
            .Where(job => ids.Contains(job.Id) && job.State == JobState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(job => job.State, JobState.Scheduled), token),
        cancellationToken);

    /// <summary>Begins a job, also one that a worker died over.</summary>
    /// <param name="id">The job.</param>
    /// <param name="worker">Who begins it.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <returns>The job with its answers; null where there is nothing to do: it has ended, or its batch is paused or cancelled.</returns>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public Task<JobWork?> BeginAsync(Guid id, string worker, CancellationToken cancellationToken)
    {
        var now = database.Now();
        return database.WriteAsync(
            async (context, token) =>
            {
                if (await context.Jobs.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, token).ConfigureAwait(false)
                    is not { State: JobState.Waiting or JobState.Scheduled or JobState.Running } job)
                {
                    return null;
                }

                var batch = job.BatchId is null
                    ? BatchState.Running
                    : await context.Batches.Where(one => one.Id == job.BatchId).Select(one => one.State).SingleOrDefaultAsync(token).ConfigureAwait(false);
                if (batch != BatchState.Running)
                {
                    await StopAsync(context, id, batch, uncounted: 0, now, token).ConfigureAwait(false);
                    return null;
                }

                // These columns alone: another worker may be adding to the counts of the same job.
                var begun = job with { State = JobState.Running, Runs = job.Runs + 1, Worker = worker };
                await context.Jobs.Where(one => one.Id == id)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(one => one.State, begun.State).SetProperty(one => one.Runs, begun.Runs).SetProperty(one => one.Worker, worker), token)
                    .ConfigureAwait(false);
                var answers = await context.Answers.AsNoTracking()
                    .Where(answer => answer.JobId == id)
                    .OrderBy(answer => answer.Position)
                    .ThenBy(answer => answer.Id)
                    .ToListAsync(token)
                    .ConfigureAwait(false);
                var graded = (await context.Evaluations
                    .Where(one => context.Answers.Any(answer => answer.Id == one.AnswerId && answer.JobId == id))
                    .Select(one => new { one.AnswerId, one.RubricHash, one.SettingsHash })
                    .ToListAsync(token)
                    .ConfigureAwait(false)).Select(one => new GradedKey(one.AnswerId, one.RubricHash, one.SettingsHash));
                return new JobWork(begun, answers, [.. graded]);
            },
            cancellationToken);
    }

    /// <summary>Whether a job is still wanted: false where its batch was paused or cancelled.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<bool> IsWantedAsync(Guid id, CancellationToken cancellationToken) => database.ReadAsync(context => context.Jobs.AnyAsync(
        job => job.Id == id
            && job.State == JobState.Running
            && (job.BatchId == null || context.Batches.Any(batch => batch.Id == job.BatchId && batch.State == BatchState.Running)),
        cancellationToken));

    /// <summary>Notes how often grading an answer was begun, so that an answer that kills its worker is known by it. Noting it twice is as good as once.</summary>
    /// <param name="answerId">The answer, by <see cref="StoredAnswer.Id"/>.</param>
    /// <param name="attempts">How often.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    public Task SetAttemptsAsync(Guid answerId, int attempts, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(attempts);
        return database.WriteAsync(
            (context, token) => context.Answers
                .Where(answer => answer.Id == answerId)
                .ExecuteUpdateAsync(set => set.SetProperty(answer => answer.Attempts, attempts), token),
            cancellationToken);
    }

    /// <summary>Ends a job whose answers all have their evaluations; with the last job its batch is completed.</summary>
    /// <param name="id">The job.</param>
    /// <param name="worker">Who ends it.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public Task EndAsync(Guid id, string worker, CancellationToken cancellationToken)
    {
        var now = database.Now();
        return database.WriteAsync(
            async (context, token) =>
            {
                await context.LockJobsAsync(token).ConfigureAwait(false);
                var ended = await context.Jobs
                    .Where(job => job.Id == id && job.State != JobState.Done && job.State != JobState.Cancelled)
                    .ExecuteUpdateAsync(set => set.SetProperty(job => job.State, JobState.Done).SetProperty(job => job.EndedAt, now), token)
                    .ConfigureAwait(false);
                var batchId = await context.Jobs.Where(job => job.Id == id).Select(job => job.BatchId).SingleOrDefaultAsync(token).ConfigureAwait(false);
                if (ended > 0 && batchId is not null)
                {
                    await CompleteAsync(context, batchId.Value, worker, now, token).ConfigureAwait(false);
                }
            },
            cancellationToken);
    }

    /// <summary>Gives a job back unfinished, in good order: it waits again, or is cancelled with its batch. The run does not count.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public Task GiveBackAsync(Guid id, CancellationToken cancellationToken) => ReopenAsync(id, uncounted: 1, cancellationToken);

    /// <summary>Lets a job wait again that nobody holds any more: its worker died, or the engine lost it.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public Task ReopenAsync(Guid id, CancellationToken cancellationToken) => ReopenAsync(id, uncounted: 0, cancellationToken);

    private Task ReopenAsync(Guid id, int uncounted, CancellationToken cancellationToken)
    {
        var now = database.Now();
        return database.WriteAsync(
            async (context, token) =>
            {
                var batchId = await context.Jobs.Where(job => job.Id == id).Select(job => job.BatchId).SingleOrDefaultAsync(token).ConfigureAwait(false);
                var batch = batchId is null
                    ? BatchState.Running
                    : await context.Batches.Where(one => one.Id == batchId).Select(one => one.State).SingleOrDefaultAsync(token).ConfigureAwait(false);
                await StopAsync(context, id, batch, uncounted, now, token).ConfigureAwait(false);
            },
            cancellationToken);
    }

    private static async Task StopAsync(
        StorageContext context, Guid id, BatchState batch, int uncounted, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var open = context.Jobs.Where(job => job.Id == id && job.State != JobState.Done && job.State != JobState.Cancelled);
        _ = batch == BatchState.Cancelled
            ? await open.ExecuteUpdateAsync(
                set => set.SetProperty(job => job.State, JobState.Cancelled).SetProperty(job => job.EndedAt, now), cancellationToken).ConfigureAwait(false)
            : await open.ExecuteUpdateAsync(
                set => set.SetProperty(job => job.State, JobState.Waiting).SetProperty(job => job.Runs, job => job.Runs - uncounted), cancellationToken).ConfigureAwait(false);
    }

    private static async Task CompleteAsync(StorageContext context, Guid batchId, string worker, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var completed = await context.Batches
            .Where(batch => batch.Id == batchId
                && (batch.State == BatchState.Running || batch.State == BatchState.Paused)
                && !context.Answers.Any(answer => answer.BatchId == batchId && answer.JobId == null)
                && !context.Jobs.Any(job => job.BatchId == batchId && job.State != JobState.Done))
            .ExecuteUpdateAsync(set => set.SetProperty(batch => batch.State, BatchState.Completed).SetProperty(batch => batch.EndedAt, now), cancellationToken)
            .ConfigureAwait(false);
        if (completed > 0)
        {
            context.Happened(new AuditEvent(now, worker, "batch-completed", $"batch:{batchId}"));
        }
    }

    private async Task<bool> FormOneAsync(StorageContext context, Guid? batchId, int shardSize, CancellationToken cancellationToken)
    {
        var answers = await context.Answers
            .Where(answer => answer.BatchId == batchId && answer.JobId == null)
            .OrderBy(answer => answer.Position)
            .ThenBy(answer => answer.Id)
            .Take(shardSize)
            .Select(answer => answer.Id)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        if (answers.Count == 0)
        {
            return false;
        }

        var now = database.Now();
        var id = OrderedId.Next(now);
        context.Add(new Job { Id = id, BatchId = batchId, State = JobState.Waiting, Answers = answers.Count, CreatedAt = now });
        await context.Answers.Where(answer => answers.Contains(answer.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(answer => answer.JobId, id), cancellationToken)
            .ConfigureAwait(false);
        return true;
    }
}
