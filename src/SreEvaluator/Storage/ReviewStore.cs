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
    /// <param name="questionId">Of evaluations to this question alone; null for all.</param>
    /// <param name="after">Where the last part ended; null for the first.</param>
    /// <param name="limit">How many, 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Page<Review>> ListAsync(bool open, string? questionId, Guid? after, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(context => context.Reviews
            .Where(review => open == (review.ClosedAt == null))
            .Where(review => questionId == null || context.Evaluations.Any(one => one.Id == review.EvaluationId && one.QuestionId == questionId))
            .Where(review => after == null || review.EvaluationId > after)
            .OrderBy(review => review.EvaluationId)
            .PageAsync(review => review.EvaluationId, limit, cancellationToken));

    /// <summary>Open reviews with what they are of, those that wait longest first.</summary>
    /// <param name="questionId">Of evaluations to this question alone; null for all.</param>
    /// <param name="most">How many, at least 1.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<IReadOnlyList<OpenReview>> OpenAsync(string? questionId, int most, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<OpenReview>>(async context => (await context.Reviews
            .Where(review => review.ClosedAt == null)
            .Join(context.Evaluations, review => review.EvaluationId, evaluation => evaluation.Id, (review, evaluation) => new { review, evaluation.QuestionId })
            .Where(one => questionId == null || one.QuestionId == questionId)
            .OrderBy(one => one.review.EvaluationId)
            .Take(most)
            .Select(one => new { one.review, one.QuestionId, IsBegun = context.Overrides.Any(said => said.EvaluationId == one.review.EvaluationId) })
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false)).ConvertAll(one => new OpenReview(one.review, one.QuestionId, one.IsBegun)));

    /// <summary>How many reviews are open.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<int> CountOpenAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(context => context.Reviews.CountAsync(review => review.ClosedAt == null, cancellationToken));

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
}
