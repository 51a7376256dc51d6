using Microsoft.EntityFrameworkCore;

namespace SreEvaluator.Storage;

/// <summary>The queue of evaluations that ask for a person.</summary>
/// <param name="database">The database.</param>
public sealed class ReviewStore(Database database)
{
    /// <summary>The longest note, in characters.</summary>
    public const int MaxNote = 2000;

    /// <summary>A review; null where the evaluation does not ask for one.</summary>
    /// <param name="evaluationId">The evaluation.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Review?> FindAsync(Guid evaluationId, CancellationToken cancellationToken) =>
        database.ReadAsync(context => context.Reviews.SingleOrDefaultAsync(review => review.EvaluationId == evaluationId, cancellationToken));

    /// <summary>Reviews, those that wait longest first.</summary>
    /// <param name="open">Whether the open ones are wanted, or the closed.</param>
    /// <param name="filter">Which are wanted.</param>
    /// <param name="after">Where the last part ended; null for the first.</param>
    /// <param name="limit">How many, 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Page<Review>> ListAsync(bool open, ReviewFilter filter, Guid? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return database.ReadAsync(context => Of(context, filter)
            .Where(review => open == (review.ClosedAt == null))
            .Where(review => after == null || review.EvaluationId > after)
            .OrderBy(review => review.EvaluationId)
            .PageAsync(review => review.EvaluationId, limit, cancellationToken));
    }

    /// <summary>Open reviews with what they are of, those that wait longest first.</summary>
    /// <param name="filter">Which are wanted.</param>
    /// <param name="most">How many, at least 1.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<IReadOnlyList<OpenReview>> OpenAsync(ReviewFilter filter, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return database.ReadAsync<IReadOnlyList<OpenReview>>(async context => (await Of(context, filter)
            .Where(review => review.ClosedAt == null)
            .OrderBy(review => review.EvaluationId)
            .Take(most)
            .Join(context.Evaluations, review => review.EvaluationId, evaluation => evaluation.Id, (review, evaluation) => new { review, evaluation.AnswerId })
            .Join(context.Answers, one => one.AnswerId, answer => answer.Id, (one, answer) => new
            {
                one.review,
                answer.QuestionId,
                answer.BatchId,
                answer.InterviewId,
                answer.IsPractice,
                InFile = answer.Candidate,
                Batch = context.Batches.Where(batch => batch.Id == answer.BatchId).Select(batch => batch.Title).FirstOrDefault(),
                Interview = context.Interviews.Where(interview => interview.Id == answer.InterviewId).Select(interview => interview.Title).FirstOrDefault(),
                Candidate = context.Candidates.Where(candidate => candidate.Id == answer.CandidateId).Select(candidate => candidate.Name).FirstOrDefault(),
                IsBegun = context.Overrides.Any(said => said.EvaluationId == one.review.EvaluationId),
            })
            .OrderBy(one => one.review.EvaluationId)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false)).ConvertAll(one => new OpenReview(
                one.review,
                one.QuestionId,
                new AnswerOrigin(one.BatchId, one.InterviewId, one.Batch ?? one.Interview ?? string.Empty, one.Candidate ?? one.InFile, one.IsPractice),
                one.IsBegun)));
    }

    /// <summary>The batches and interviews of which reviews are open, each once, without anybody's name.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<IReadOnlyList<AnswerOrigin>> OriginsAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<AnswerOrigin>>(async context => (await context.Reviews
            .Where(review => review.ClosedAt == null)
            .Join(context.Evaluations, review => review.EvaluationId, evaluation => evaluation.Id, (_, evaluation) => evaluation.AnswerId)
            .Join(context.Answers, id => id, answer => answer.Id, (_, answer) => new { answer.BatchId, answer.InterviewId })
            .Where(one => one.BatchId != null || one.InterviewId != null)
            .Distinct()
            .Select(one => new
            {
                one.BatchId,
                one.InterviewId,
                Batch = context.Batches.Where(batch => batch.Id == one.BatchId).Select(batch => batch.Title).FirstOrDefault(),
                Interview = context.Interviews.Where(interview => interview.Id == one.InterviewId).Select(interview => interview.Title).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false)).ConvertAll(one => new AnswerOrigin(one.BatchId, one.InterviewId, one.Batch ?? one.Interview ?? string.Empty, string.Empty, IsPractice: false)));

    /// <summary>How many reviews are open.</summary>
    /// <param name="filter">Which are meant.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<int> CountOpenAsync(ReviewFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return database.ReadAsync(context => Of(context, filter).CountAsync(review => review.ClosedAt == null, cancellationToken));
    }

    /// <summary>Closes a review.</summary>
    /// <param name="evaluationId">The evaluation.</param>
    /// <param name="note">What there is to note, at most <see cref="MaxNote"/> characters; null for nothing.</param>
    /// <param name="actor">Who decided, as the audit trail names people.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <returns>Whether it was there and open.</returns>
    /// <exception cref="InputException">The note is too long.</exception>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public Task<bool> CloseAsync(Guid evaluationId, string? note, string actor, CancellationToken cancellationToken)
    {
        if (note?.Length > MaxNote)
        {
            throw new InputException(new InputProblem("note", null, $"{note.Length} characters", $"at most {MaxNote}"));
        }

        var now = database.Now();
        return database.WriteAsync(
            async (context, token) =>
            {
                var closed = await context.Reviews
                    .Where(review => review.EvaluationId == evaluationId && review.ClosedAt == null)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(review => review.ClosedAt, now).SetProperty(review => review.ClosedBy, actor).SetProperty(review => review.Note, note), token)
                    .ConfigureAwait(false) > 0;
                if (closed)
                {
                    context.Happened(new AuditEvent(now, actor, "review-closed", $"evaluation:{evaluationId}"));
                }

                return closed;
            },
            cancellationToken);
    }

    /// <summary>Opens a review again that was closed.</summary>
    /// <param name="evaluationId">The evaluation.</param>
    /// <param name="actor">Who decided, as the audit trail names people.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <returns>Whether it was there and closed.</returns>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public Task<bool> ReopenAsync(Guid evaluationId, string actor, CancellationToken cancellationToken) => database.WriteAsync(
        async (context, token) =>
        {
            var reopened = await context.Reviews
                .Where(review => review.EvaluationId == evaluationId && review.ClosedAt != null)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(review => review.ClosedAt, (DateTimeOffset?)null).SetProperty(review => review.ClosedBy, (string?)null).SetProperty(review => review.Note, (string?)null),
                    token)
                .ConfigureAwait(false) > 0;
            if (reopened)
            {
                context.Happened(new AuditEvent(database.Now(), actor, "review-reopened", $"evaluation:{evaluationId}"));
            }

            return reopened;
        },
        cancellationToken);

    private static IQueryable<Review> Of(StorageContext context, ReviewFilter filter)
    {
        var answers = context.Answers
            .Where(answer => filter.QuestionId == null || answer.QuestionId == filter.QuestionId)
            .Where(answer => filter.BatchId == null || answer.BatchId == filter.BatchId)
            .Where(answer => filter.InterviewId == null || answer.InterviewId == filter.InterviewId)
            .Where(answer => filter.IsPractice == null || answer.IsPractice == filter.IsPractice);
        return filter == ReviewFilter.All
            ? context.Reviews
            : context.Reviews.Where(review => context.Evaluations.Any(evaluation => evaluation.Id == review.EvaluationId && answers.Any(answer => answer.Id == evaluation.AnswerId)));
    }
}
