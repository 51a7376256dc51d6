using Microsoft.EntityFrameworkCore;
using SreEvaluator.Grading;

namespace SreEvaluator.Storage;

/// <summary>Keeps batches, their answers and how far they are.</summary>
/// <param name="database">The database.</param>
public sealed class BatchStore(Database database)
{
    /// <summary>The longest title, in characters.</summary>
    public const int MaxTitle = 200;

    // Of a size that a group commit carries without keeping single answers waiting.
    private const int ChunkSize = 200;

    /// <summary>Makes an empty batch, into which answers come until <see cref="ReadyAsync"/>.</summary>
    /// <param name="title">What it is called; 1 to <see cref="MaxTitle"/> characters.</param>
    /// <param name="grader">Which grader is wanted.</param>
    /// <param name="actor">Who makes it, as the audit trail names people.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <exception cref="InputException">The title can't be used.</exception>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public Task<Batch> AddAsync(string title, GraderChoice grader, string actor, CancellationToken cancellationToken)
    {
        var now = database.Now();
        var batch = new Batch
        {
            Id = OrderedId.Next(now),
            Title = StoredText.Checked("title", title, MaxTitle),
            Grader = grader,
            State = BatchState.Receiving,
            CreatedBy = actor,
            CreatedAt = now,
        };
        return database.WriteAsync(
            (context, _) =>
            {
                context.Add(batch);
                context.Happened(new AuditEvent(now, actor, "batch-added", $"batch:{batch.Id}"));
                return Task.FromResult(batch);
            },
            cancellationToken);
    }

    /// <summary>Adds answers to a batch that is not ready yet, part by part: what was added before a failure stays, in a batch that can't be started.</summary>
    /// <param name="id">The batch.</param>
    /// <param name="answers">The answers, in their order.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many answers the batch has now.</returns>
    /// <exception cref="InputException">There is no such batch, or it is ready.</exception>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public async Task<int> AddAnswersAsync(Guid id, IAsyncEnumerable<NewAnswer> answers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var count = await AddChunkAsync(id, [], cancellationToken).ConfigureAwait(false);
        await foreach (var chunk in answers.Chunk(ChunkSize).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            count = await AddChunkAsync(id, chunk, cancellationToken).ConfigureAwait(false);
        }

        return count;
    }

    /// <summary>Keeps what was wrong with rows of a batch's file.</summary>
    /// <param name="id">The batch.</param>
    /// <param name="leftOut">How many rows were left out.</param>
    /// <param name="csv">All that was wrong, as a table.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public Task AddErrorsAsync(Guid id, int leftOut, string csv, CancellationToken cancellationToken) => database.WriteAsync(
        async (context, token) =>
        {
            context.Add(new BatchErrors { BatchId = id, Csv = csv });
            return await context.Batches.Where(batch => batch.Id == id).ExecuteUpdateAsync(set => set.SetProperty(batch => batch.LeftOut, leftOut), token).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>What was wrong with rows of a batch's file, as a table; null for nothing.</summary>
    /// <param name="id">The batch.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<string?> ErrorsAsync(Guid id, CancellationToken cancellationToken) =>
        database.ReadAsync(context => context.BatchErrors.Where(errors => errors.BatchId == id).Select(errors => errors.Csv).SingleOrDefaultAsync(cancellationToken));

    /// <summary>
    /// Says that all answers of a batch are there: from now on it can be started. Under an idempotency key the response to its upload is kept in the same
    /// moment, so that a kill leaves either both or neither. Where the same upload has come to its end before, that one holds, and this batch is cancelled.
    /// </summary>
    /// <param name="id">The batch.</param>
    /// <param name="response">What is kept under the caller's idempotency key; null where there is none.</param>
    /// <param name="actor">Who made the batch, as the audit trail names people.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <returns>The same request that was before; null where this one is the first.</returns>
    /// <exception cref="IdempotencyConflictException">The key was used for another request; this batch is as it was.</exception>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public Task<IdempotentRequest?> ReadyAsync(Guid id, IdempotentResponse? response, string actor, CancellationToken cancellationToken)
    {
        var now = database.Now();
        return database.WriteAsync(
            async (context, token) =>
            {
                var earlier = response is null ? null : await IdempotencyStore.FindAsync(context, response.Key, token).ConfigureAwait(false);
                if (await LockAsync(context, id, token).ConfigureAwait(false) is { State: BatchState.Receiving } batch)
                {
                    context.Update(earlier is null ? batch with { State = BatchState.Draft } : batch with { State = BatchState.Cancelled, EndedAt = now });
                    context.Happened(new AuditEvent(now, actor, earlier is null ? "batch-ready" : "batch-cancelled", $"batch:{id}"));
                }

                if (response is not null && earlier is null)
                {
                    var (status, body, location) = response.Response;
                    context.Add(IdempotencyStore.Request(response.Key, now, answerId: null) with { Status = status, Response = body, Location = location });
                }

                return earlier;
            },
            cancellationToken);
    }

    /// <summary>Starts a batch whose answers are all there. Nothing happens where it was started before.</summary>
    /// <param name="id">The batch.</param>
    /// <param name="actor">Who does, as the audit trail names people.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <returns>The batch; null where there is none of this id.</returns>
    public Task<Batch?> StartAsync(Guid id, string actor, CancellationToken cancellationToken) =>
        ChangeAsync(id, [BatchState.Draft], BatchState.Running, "batch-started", actor, cancellationToken);

    /// <summary>Stops a running batch until it is resumed. What a worker has in hand it still ends. Nothing happens where the batch is not running.</summary>
    /// <param name="id">The batch.</param>
    /// <param name="actor">Who does, as the audit trail names people.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <returns>The batch; null where there is none of this id.</returns>
    public Task<Batch?> PauseAsync(Guid id, string actor, CancellationToken cancellationToken) =>
        ChangeAsync(id, [BatchState.Running], BatchState.Paused, "batch-paused", actor, cancellationToken);

    /// <summary>Goes on with a paused batch. Nothing happens where it is not paused.</summary>
    /// <param name="id">The batch.</param>
    /// <param name="actor">Who does, as the audit trail names people.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <returns>The batch; null where there is none of this id.</returns>
    public Task<Batch?> ResumeAsync(Guid id, string actor, CancellationToken cancellationToken) =>
        ChangeAsync(id, [BatchState.Paused], BatchState.Running, "batch-resumed", actor, cancellationToken);

    /// <summary>Stops a batch for good. What was graded stays. Nothing happens where the batch has ended.</summary>
    /// <param name="id">The batch.</param>
    /// <param name="actor">Who does, as the audit trail names people.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <returns>The batch; null where there is none of this id.</returns>
    public Task<Batch?> CancelAsync(Guid id, string actor, CancellationToken cancellationToken) => ChangeAsync(
        id, [BatchState.Receiving, BatchState.Draft, BatchState.Running, BatchState.Paused], BatchState.Cancelled, "batch-cancelled", actor, cancellationToken);

    /// <summary>A batch; null where there is none of this id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Batch?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        database.ReadAsync(context => context.Batches.SingleOrDefaultAsync(batch => batch.Id == id, cancellationToken));

    /// <summary>How far a batch is; null where there is none of this id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<BatchProgress?> ProgressAsync(Guid id, CancellationToken cancellationToken) => database.ReadAsync(async context =>
    {
        if (await context.Batches.SingleOrDefaultAsync(one => one.Id == id, cancellationToken).ConfigureAwait(false) is not { } batch)
        {
            return null;
        }

        // The jobs keep the counts, so that nobody counts a hundred thousand evaluations each second.
        var counts = await context.Jobs.Where(job => job.BatchId == id)
            .GroupBy(_ => 1)
            .Select(jobs => new
            {
                Graded = jobs.Sum(job => job.Graded),
                NotAssessed = jobs.Sum(job => job.NotAssessed),
                InReview = jobs.Sum(job => job.InReview),
                Degraded = jobs.Sum(job => job.Degraded),
            })
            .SingleOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false);
        return new BatchProgress(batch, counts?.Graded ?? 0, counts?.NotAssessed ?? 0, counts?.InReview ?? 0, counts?.Degraded ?? 0);
    });

    /// <summary>Batches, the newest first.</summary>
    /// <param name="after">Where the last part ended; null for the first.</param>
    /// <param name="limit">How many, 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Page<Batch>> ListAsync(Guid? after, int limit, CancellationToken cancellationToken) => database.ReadAsync(context => context.Batches
        .Where(batch => after == null || batch.Id < after)
        .OrderByDescending(batch => batch.Id)
        .PageAsync(batch => batch.Id, limit, cancellationToken));

    /// <summary>The evaluations of a batch in the order of its answers, for each answer the latest; answers without one are left out.</summary>
    /// <param name="id">The batch.</param>
    /// <param name="filter">Which are wanted.</param>
    /// <param name="after">The last position that was read; null to begin.</param>
    /// <param name="limit">How many, 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<IReadOnlyList<BatchResult>> ResultsAsync(Guid id, BatchFilter filter, int? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, Paging.Most);
        var from = after ?? -1;
        return database.ReadAsync<IReadOnlyList<BatchResult>>(async context => await context.Answers
            .Where(answer => answer.BatchId == id && answer.Position > from)
            .Where(answer => filter.QuestionId == null || answer.QuestionId == filter.QuestionId)
            .Where(answer => context.Evaluations.Any(evaluation => evaluation.AnswerId == answer.Id
                && (filter.Band == null || evaluation.Band == filter.Band)
                && (!filter.InReview || context.Reviews.Any(review => review.EvaluationId == evaluation.Id && review.ClosedAt == null))
                && !context.Evaluations.Any(later => later.AnswerId == answer.Id && later.At > evaluation.At)))
            .OrderBy(answer => answer.Position)
            .Take(limit)
            .Select(answer => new BatchResult(
                answer, context.Evaluations.Where(evaluation => evaluation.AnswerId == answer.Id).OrderByDescending(evaluation => evaluation.At).First()))
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false));
    }

    /// <summary>The questions that the answers of a batch are to, in the order of their ids.</summary>
    /// <param name="id">The batch.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<IReadOnlyList<string>> QuestionsAsync(Guid id, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<string>>(async context => await context.Answers
        .Where(answer => answer.BatchId == id)
        .Select(answer => answer.QuestionId)
        .Distinct()
        .OrderBy(question => question)
        .ToListAsync(cancellationToken)
        .ConfigureAwait(false));

    /// <summary>How many answers of a batch are to a question.</summary>
    /// <param name="id">The batch.</param>
    /// <param name="questionId">The question.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<int> CountAsync(Guid id, string questionId, CancellationToken cancellationToken) =>
        database.ReadAsync(context => context.Answers.CountAsync(answer => answer.BatchId == id && answer.QuestionId == questionId, cancellationToken));

    /// <summary>The answers of a batch to a question, in their order.</summary>
    /// <param name="id">The batch.</param>
    /// <param name="questionId">The question.</param>
    /// <param name="most">How many, at least 1.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<IReadOnlyList<StoredAnswer>> AnswersAsync(Guid id, string questionId, int most, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<StoredAnswer>>(async context => await context.Answers
            .Where(answer => answer.BatchId == id && answer.QuestionId == questionId)
            .OrderBy(answer => answer.Position)
            .Take(most)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false));

    private Task<int> AddChunkAsync(Guid id, NewAnswer[] chunk, CancellationToken cancellationToken) => database.WriteAsync(
        async (context, token) =>
        {
            if (await context.Batches.SingleOrDefaultAsync(one => one.Id == id, token).ConfigureAwait(false) is not { State: BatchState.Receiving } batch)
            {
                throw new InputException(new InputProblem("batch", null, $"no batch {id} that takes answers in", "one that is there and not ready yet", "Make a new batch."));
            }

            for (var i = 0; i < chunk.Length; i++)
            {
                context.Add(chunk[i].Accepted(database.Now()) with { BatchId = id, Position = batch.Answers + i, Grader = batch.Grader });
            }

            var count = batch.Answers + chunk.Length;
            await context.Batches.Where(one => one.Id == id).ExecuteUpdateAsync(set => set.SetProperty(one => one.Answers, count), token).ConfigureAwait(false);
            return count;
        },
        cancellationToken);

    private Task<Batch?> ChangeAsync(Guid id, BatchState[] from, BatchState to, string action, string actor, CancellationToken cancellationToken)
    {
        var now = database.Now();
        return database.WriteAsync(
            async (context, token) =>
            {
                if (await LockAsync(context, id, token).ConfigureAwait(false) is not { } batch || !from.Contains(batch.State))
                {
                    return await context.Batches.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, token).ConfigureAwait(false);
                }

                // A batch of nothing is done at once.
                var state = to == BatchState.Running && batch.Answers == 0 ? BatchState.Completed : to;
                var changed = batch with
                {
                    State = state,
                    StartedAt = batch.StartedAt ?? (to == BatchState.Running ? now : null),
                    EndedAt = state is BatchState.Cancelled or BatchState.Completed ? now : null,
                };
                context.Update(changed);
                if (state == BatchState.Cancelled)
                {
                    await context.Jobs
                        .Where(job => job.BatchId == id && (job.State == JobState.Waiting || job.State == JobState.Scheduled))
                        .ExecuteUpdateAsync(set => set.SetProperty(job => job.State, JobState.Cancelled).SetProperty(job => job.EndedAt, now), token)
                        .ConfigureAwait(false);
                }

                context.Happened(new AuditEvent(now, actor, action, $"batch:{id}"));
                return changed;
            },
            cancellationToken);
    }

    /// <summary>Reads a batch so that no other transaction changes it before this one ends.</summary>
    private static async Task<Batch?> LockAsync(StorageContext context, Guid id, CancellationToken cancellationToken)
    {
        await context.Batches.Where(one => one.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.Title, one => one.Title), cancellationToken)
            .ConfigureAwait(false);
        return await context.Batches.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken).ConfigureAwait(false);
    }
}
