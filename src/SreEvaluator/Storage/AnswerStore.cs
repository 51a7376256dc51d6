using Microsoft.EntityFrameworkCore;

namespace SreEvaluator.Storage;

/// <summary>Accepts and keeps answers.</summary>
/// <param name="database">The database.</param>
public sealed class AnswerStore(Database database)
{
    /// <summary>
    /// Accepts one answer: when this returns the answer is on the disk, and a worker will grade it. Under an idempotency key that was used before for
    /// the same request, nothing is added and the answer from before is given.
    /// </summary>
    /// <param name="answer">The answer.</param>
    /// <param name="key">The caller's idempotency key; null for none.</param>
    /// <param name="actor">Who sends it, as the audit trail names people.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <exception cref="IdempotencyConflictException">The key was used for another request.</exception>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public Task<Accepted> AcceptAsync(NewAnswer answer, IdempotencyKey? key, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var accepted = answer.Accepted(database.Now());
        return database.WriteAsync(
            async (context, token) =>
            {
                if (key is not null)
                {
                    if (await IdempotencyStore.FindAsync(context, key, token).ConfigureAwait(false) is { } earlier)
                    {
                        var before = await context.Answers.AsNoTracking().SingleOrDefaultAsync(one => one.Id == earlier.AnswerId, token).ConfigureAwait(false);
                        return before is null ? throw new IdempotencyConflictException() : new Accepted(before, earlier);
                    }

                    context.Add(IdempotencyStore.Request(key, accepted.SubmittedAt, accepted.Id));
                }

                context.Add(accepted);
                context.Happened(new AuditEvent(accepted.SubmittedAt, actor, "answer-accepted", $"answer:{accepted.Id}"));
                return new Accepted(accepted, Earlier: null);
            },
            cancellationToken);
    }

    /// <summary>An answer; null where there is none of this id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<StoredAnswer?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        database.ReadAsync(context => context.Answers.SingleOrDefaultAsync(answer => answer.Id == id, cancellationToken));

    /// <summary>A candidate's answers, the newest first.</summary>
    /// <param name="candidateId">The candidate.</param>
    /// <param name="interviewId">Of this interview alone; null for all.</param>
    /// <param name="questionId">To this question alone; null for all.</param>
    /// <param name="after">Where the last part ended; null for the first.</param>
    /// <param name="limit">How many, 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Page<StoredAnswer>> OfCandidateAsync(
        Guid candidateId, Guid? interviewId, string? questionId, Guid? after, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(context => context.Answers
            .Where(answer => answer.CandidateId == candidateId
                && (interviewId == null || answer.InterviewId == interviewId)
                && (questionId == null || answer.QuestionId == questionId)
                && (after == null || answer.Id < after))
            .OrderByDescending(answer => answer.Id)
            .PageAsync(answer => answer.Id, limit, cancellationToken));
}
