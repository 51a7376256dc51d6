using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SreEvaluator.Reviews;

namespace SreEvaluator.Storage;

/// <summary>Keeps evaluations and what people said of them. Both are only ever added.</summary>
/// <param name="database">The database.</param>
public sealed class EvaluationStore(Database database)
{
    /// <summary>
    /// Keeps evaluations, with their reviews, in one transaction. Where an answer has one already by the same rubric and the same settings, that one stays:
    /// work that is done twice gives one result.
    /// </summary>
    /// <param name="evaluations">The evaluations.</param>
    /// <param name="jobId">The job whose counts grow by them; null for none.</param>
    /// <param name="actor">Who graded, as the audit trail names workers.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <returns>The ids of the evaluations that were added.</returns>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public Task<IReadOnlyList<Guid>> AddAsync(
        IReadOnlyList<NewEvaluation> evaluations, Guid? jobId, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(evaluations);
        var stored = evaluations.Select(evaluation => (Row: StoredEvaluation.Of(evaluation), evaluation.Content.Review.Reasons)).ToList();
        return database.WriteAsync<IReadOnlyList<Guid>>(
            async (context, token) =>
            {
                var answers = stored.Select(one => one.Row.AnswerId).ToList();

                // An answer that was erased meanwhile gets none.
                var there = await context.Answers.Where(answer => answers.Contains(answer.Id)).Select(answer => answer.Id).ToHashSetAsync(token).ConfigureAwait(false);
                var known = (await context.Evaluations
                    .Where(one => answers.Contains(one.AnswerId))
                    .Select(one => new { one.AnswerId, one.RubricHash, one.SettingsHash })
                    .ToListAsync(token)
                    .ConfigureAwait(false)).Select(one => (one.AnswerId, one.RubricHash, one.SettingsHash)).ToHashSet();
                var before = known.Select(one => one.AnswerId).ToHashSet();
                var added = stored.Where(one => there.Contains(one.Row.AnswerId) && known.Add((one.Row.AnswerId, one.Row.RubricHash, one.Row.SettingsHash))).ToList();
                if (added.Count == 0)
                {
                    return [];
                }

                foreach (var (row, reasons) in added)
                {
                    context.Add(row);
                    if (row.ReviewNeeded)
                    {
                        context.Add(new Review { EvaluationId = row.Id, Reasons = reasons, OpenedAt = database.Now() });
                    }
                }

                if (jobId is not null)
                {
                    // An answer that was graded by other settings before is counted already.
                    var first = added.Where(one => !before.Contains(one.Row.AnswerId)).ToList();
                    var notAssessed = first.Count(one => one.Row.Score is null);
                    var inReview = first.Count(one => one.Row.ReviewNeeded);
                    var degraded = first.Count(one => one.Row.Degraded);
                    await context.Jobs.Where(job => job.Id == jobId)
                        .ExecuteUpdateAsync(
                            set => set.SetProperty(job => job.Graded, job => job.Graded + first.Count)
                                .SetProperty(job => job.NotAssessed, job => job.NotAssessed + notAssessed)
                                .SetProperty(job => job.InReview, job => job.InReview + inReview)
                                .SetProperty(job => job.Degraded, job => job.Degraded + degraded),
                            token)
                        .ConfigureAwait(false);
                }

                context.Happened(new AuditEvent(
                    database.Now(), actor, "evaluations-added", jobId is null ? $"answer:{added[0].Row.AnswerId}" : $"job:{jobId}", Hashes(added.Select(one => one.Row))));
                return [.. added.Select(one => one.Row.Id)];
            },
            cancellationToken);
    }

    /// <summary>An evaluation; null where there is none of this id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<StoredEvaluation?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        database.ReadAsync(context => context.Evaluations.SingleOrDefaultAsync(evaluation => evaluation.Id == id, cancellationToken));

    /// <summary>The evaluations of an answer, the newest first: more than one where the rubric or the settings changed.</summary>
    /// <param name="answerId">The answer.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<IReadOnlyList<StoredEvaluation>> OfAnswerAsync(Guid answerId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<StoredEvaluation>>(async context => await context.Evaluations
            .Where(evaluation => evaluation.AnswerId == answerId)
            .OrderByDescending(evaluation => evaluation.At)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false));

    /// <summary>Evaluations, the newest first.</summary>
    /// <param name="filter">Which are wanted.</param>
    /// <param name="after">Where the last part ended; null for the first.</param>
    /// <param name="limit">How many, 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Page<StoredEvaluation>> ListAsync(EvaluationFilter filter, Guid? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return database.ReadAsync(context =>
        {
            var wanted = context.Evaluations.AsQueryable();
            wanted = filter.QuestionId is { } question ? wanted.Where(one => one.QuestionId == question) : wanted;
            wanted = filter.Band is { } band ? wanted.Where(one => one.Band == band) : wanted;
            wanted = filter.Degraded is { } degraded ? wanted.Where(one => one.Degraded == degraded) : wanted;
            wanted = filter.ReviewNeeded is { } review ? wanted.Where(one => one.ReviewNeeded == review) : wanted;
            wanted = filter.CandidateId is { } candidate
                ? wanted.Where(one => context.Answers.Any(answer => answer.Id == one.AnswerId && answer.CandidateId == candidate))
                : wanted;
            wanted = after is { } last ? wanted.Where(one => one.Id < last) : wanted;
            return wanted.OrderByDescending(one => one.Id).PageAsync(one => one.Id, limit, cancellationToken);
        });
    }

    /// <summary>Appends what a person said of evaluations: all of it, or nothing.</summary>
    /// <param name="said">What they said.</param>
    /// <param name="actor">Who they are, as the audit trail names people.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <returns>Whether all of these evaluations are there.</returns>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public Task<bool> OverrideAsync(IReadOnlyCollection<Override> said, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(said);
        var ids = said.Select(one => one.Evaluation).Distinct().ToList();
        return database.WriteAsync(
            async (context, token) =>
            {
                if (await context.Evaluations.CountAsync(one => ids.Contains(one.Id), token).ConfigureAwait(false) < ids.Count)
                {
                    return false;
                }

                foreach (var one in said)
                {
                    var row = StoredOverride.Of(one);
                    context.Add(row);
                    context.Happened(new AuditEvent(database.Now(), actor, "evaluation-overridden", $"evaluation:{one.Evaluation}", Hash(row.Json)));
                }

                return true;
            },
            cancellationToken);
    }

    /// <summary>What people said of an evaluation, oldest first.</summary>
    /// <param name="id">The evaluation.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<Override>> OverridesAsync(Guid id, CancellationToken cancellationToken) =>
        [.. (await OverridesAsync([id], cancellationToken).ConfigureAwait(false))[id]];

    /// <summary>What people said of evaluations, oldest first, by the evaluation's id.</summary>
    /// <param name="ids">The evaluations.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<ILookup<Guid, Override>> OverridesAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        database.ReadAsync(async context => (await context.Overrides
            .Where(one => ids.Contains(one.EvaluationId))
            .OrderBy(one => one.Id)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false)).ToLookup(one => one.EvaluationId, one => one.Read()));

    /// <summary>Evaluations with their answers, in no order; those that are not there are left out.</summary>
    /// <param name="ids">The evaluations.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<IReadOnlyList<(StoredEvaluation Evaluation, StoredAnswer Answer)>> ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<(StoredEvaluation, StoredAnswer)>>(async context => [.. (await context.Evaluations
            .Where(evaluation => ids.Contains(evaluation.Id))
            .Join(context.Answers, evaluation => evaluation.AnswerId, answer => answer.Id, (evaluation, answer) => new { evaluation, answer })
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false)).Select(one => (one.evaluation, one.answer))]);

    /// <summary>Evaluations on which people said something, the newest first: their overrides, and the marks that interviewers made of the answer by themselves.</summary>
    /// <param name="most">How many evaluations.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<IReadOnlyList<DecidedEvaluation>> DecidedAsync(int most, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<DecidedEvaluation>>(async context =>
        {
            var evaluations = await context.Evaluations
                .Where(one => context.Overrides.Any(said => said.EvaluationId == one.Id) || context.Marks.Any(marks => marks.AnswerId == one.AnswerId))
                .OrderByDescending(one => one.Id)
                .Take(most)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            var ids = evaluations.ConvertAll(one => one.Id);
            var answerIds = evaluations.ConvertAll(one => one.AnswerId);
            var answers = await context.Answers.Where(one => answerIds.Contains(one.Id)).ToDictionaryAsync(one => one.Id, cancellationToken).ConfigureAwait(false);
            var said = (await context.Overrides.Where(one => ids.Contains(one.EvaluationId)).OrderBy(one => one.Id).ToListAsync(cancellationToken).ConfigureAwait(false))
                .ToLookup(one => one.EvaluationId, one => one.Read());
            var marks = (await context.Marks.Where(one => answerIds.Contains(one.AnswerId)).OrderBy(one => one.Id).ToListAsync(cancellationToken).ConfigureAwait(false))
                .GroupBy(one => (one.AnswerId, one.Interviewer, one.Blind))
                .Select(group => group.Last())
                .ToLookup(one => one.AnswerId);
            return [.. evaluations.Where(one => answers.ContainsKey(one.AnswerId)).Select(one => new DecidedEvaluation(one, answers[one.AnswerId], [.. said[one.Id]], [.. marks[one.AnswerId]]))];
        });

    /// <summary>What changes whenever an evaluation, an override or a mark is added.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<string> StateAsync(CancellationToken cancellationToken) => database.ReadAsync(async context =>
    {
        var evaluation = await context.Evaluations.OrderByDescending(one => one.Id).Select(one => one.Id).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        var said = await context.Overrides.OrderByDescending(one => one.Id).Select(one => one.Id).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        var marks = await context.Marks.OrderByDescending(one => one.Id).Select(one => one.Id).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return $"{evaluation} {said} {marks}";
    });

    // With the hashes in the audit trail, a stored evaluation that was changed can be told.
    private static string Hashes(IEnumerable<StoredEvaluation> rows) => string.Join(' ', rows.Select(row => $"{row.Id}={Hash(row.Json)}"));

    private static string Hash(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
}
