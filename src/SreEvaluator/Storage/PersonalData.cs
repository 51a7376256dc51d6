using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace SreEvaluator.Storage;

/// <summary>What is held of a candidate: gives it out, erases it, and lets it go when its time is over.</summary>
/// <param name="database">The database.</param>
public sealed class PersonalData(Database database)
{
    private const int ChunkSize = 100;

    /// <summary>Writes all that is held of a candidate as one JSON document: the person, logins, interviews, answers with their evaluations, reviews,
    /// overrides and marks, and what the audit trail says of them.</summary>
    /// <param name="candidateId">The candidate.</param>
    /// <param name="output">Takes the document, in UTF-8.</param>
    /// <param name="actor">Who asks for it, as the audit trail names people.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether there is such a candidate; nothing is written otherwise.</returns>
    /// <exception cref="StorageException">The database can't be used.</exception>
    public async Task<bool> ExportAsync(Guid candidateId, Stream output, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(output);
        var now = database.Now();
        await database.WriteAsync(
            async (context, token) =>
            {
                if (await context.Candidates.AnyAsync(one => one.Id == candidateId, token).ConfigureAwait(false))
                {
                    context.Happened(new AuditEvent(now, actor, "candidate-exported", $"candidate:{candidateId}"));
                }
            },
            cancellationToken).ConfigureAwait(false);
        return await database.ReadAsync(async context =>
        {
            if (await context.Candidates.SingleOrDefaultAsync(one => one.Id == candidateId, cancellationToken).ConfigureAwait(false) is not { } candidate)
            {
                return false;
            }

            var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
            await using (json.ConfigureAwait(false))
            {
                json.WriteStartObject();
                json.WriteString("candidate", candidate.Id);
                json.WriteString("name", candidate.Name);
                json.WriteString("createdAt", candidate.CreatedAt);
                await WriteLoginsAsync(json, context, candidateId, cancellationToken).ConfigureAwait(false);
                await WriteInterviewsAsync(json, context, candidateId, cancellationToken).ConfigureAwait(false);
                var answers = context.Answers.Where(answer => answer.CandidateId == candidateId);
                await WriteAnswersAsync(json, context, answers, cancellationToken).ConfigureAwait(false);
                await WriteAuditAsync(
                    json,
                    context,
                    [
                        $"candidate:{candidateId}",
                        .. await SubjectsAsync(answers, cancellationToken).ConfigureAwait(false),
                        .. (await context.Interviews.Where(one => one.CandidateId == candidateId).Select(one => one.Id).ToListAsync(cancellationToken).ConfigureAwait(false)).Select(id => $"interview:{id}"),
                    ],
                    cancellationToken).ConfigureAwait(false);
                json.WriteEndObject();
            }

            return true;
        }).ConfigureAwait(false);
    }

    /// <summary>
    /// Erases a candidate with all that is held of them. The audit trail stays whole and names the ids, which nothing leads back to a person any more.
    /// The judge's cache of replies, which can hold quotes, is a file of its own: delete it too.
    /// </summary>
    /// <param name="candidateId">The candidate.</param>
    /// <param name="actor">Who erases, as the audit trail names people.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <returns>Whether there was such a candidate.</returns>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public async Task<bool> EraseAsync(Guid candidateId, string actor, CancellationToken cancellationToken)
    {
        var now = database.Now();
        var named = candidateId.ToString();
        var erased = await database.WriteAsync(
            async (context, token) =>
            {
                if (!await context.Candidates.AnyAsync(one => one.Id == candidateId, token).ConfigureAwait(false))
                {
                    return false;
                }

                var answers = await EraseAnswersAsync(context, context.Answers.Where(answer => answer.CandidateId == candidateId), token).ConfigureAwait(false);

                // Responses that are kept for those who repeat a request name the candidate too.
                await context.Requests.Where(one => one.Response!.Contains(named)).ExecuteDeleteAsync(token).ConfigureAwait(false);
                await context.Interviews.Where(one => one.CandidateId == candidateId).ExecuteDeleteAsync(token).ConfigureAwait(false);
                await context.ApiKeys.Where(one => one.CandidateId == candidateId).ExecuteDeleteAsync(token).ConfigureAwait(false);
                await context.Users.Where(one => one.CandidateId == candidateId).ExecuteDeleteAsync(token).ConfigureAwait(false);
                await context.Candidates.Where(one => one.Id == candidateId).ExecuteDeleteAsync(token).ConfigureAwait(false);
                context.Happened(new AuditEvent(
                    now, actor, "candidate-erased", $"candidate:{candidateId}", string.Create(CultureInfo.InvariantCulture, $"answers={answers}")));
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        await ForgetLogAsync(cancellationToken).ConfigureAwait(false);
        return erased;
    }

    /// <summary>How many answers there are of somebody whom the files of batches name.</summary>
    /// <param name="name">The name, just as the files have it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="StorageException">The database can't be used.</exception>
    public Task<int> CountNamedAsync(string name, CancellationToken cancellationToken) => database.ReadAsync(context => Named(context, name).CountAsync(cancellationToken));

    /// <summary>Writes all that is held of somebody whom the files of batches name, as one JSON document like that of <see cref="ExportAsync"/>: a name belongs
    /// to no candidate of the service, so whoever has the same name is in it too.</summary>
    /// <param name="name">The name, just as the files have it.</param>
    /// <param name="output">Takes the document, in UTF-8.</param>
    /// <param name="actor">Who asks for it, as the audit trail names people.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether there is an answer of such a name; nothing is written otherwise.</returns>
    /// <exception cref="StorageException">The database can't be used.</exception>
    public async Task<bool> ExportNamedAsync(string name, Stream output, string actor, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(output);
        var now = database.Now();
        var found = await database.WriteAsync(
            async (context, token) =>
            {
                var answers = await Named(context, name).CountAsync(token).ConfigureAwait(false);
                if (answers > 0)
                {
                    context.Happened(new AuditEvent(now, actor, "batch-candidate-exported", "batches", string.Create(CultureInfo.InvariantCulture, $"answers={answers}")));
                }

                return answers > 0;
            },
            cancellationToken).ConfigureAwait(false);
        if (!found)
        {
            return false;
        }

        await database.ReadAsync(async context =>
        {
            var answers = Named(context, name);
            var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
            await using (json.ConfigureAwait(false))
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                await WriteAnswersAsync(json, context, answers, cancellationToken).ConfigureAwait(false);
                await WriteAuditAsync(json, context, [.. await SubjectsAsync(answers, cancellationToken).ConfigureAwait(false)], cancellationToken).ConfigureAwait(false);
                json.WriteEndObject();
            }

            return true;
        }).ConfigureAwait(false);
        return true;
    }

    /// <summary>Erases the answers of somebody whom the files of batches name, with all that was made of them. The audit trail says how many they were, and no name.</summary>
    /// <param name="name">The name, just as the files have it; whoever has the same name is erased too.</param>
    /// <param name="actor">Who erases, as the audit trail names people.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <returns>How many answers were erased.</returns>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public async Task<int> EraseNamedAsync(string name, string actor, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var now = database.Now();
        var erased = await database.WriteAsync(
            async (context, token) =>
            {
                var answers = await EraseAnswersAsync(context, Named(context, name), token).ConfigureAwait(false);
                if (answers > 0)
                {
                    context.Happened(new AuditEvent(now, actor, "batch-candidate-erased", "batches", string.Create(CultureInfo.InvariantCulture, $"answers={answers}")));
                }

                return answers;
            },
            cancellationToken).ConfigureAwait(false);
        await ForgetLogAsync(cancellationToken).ConfigureAwait(false);
        return erased;
    }

    /// <summary>Erases an interview with its answers and all that was made of them. The candidate stays.</summary>
    /// <param name="interviewId">The interview.</param>
    /// <param name="actor">Who erases, as the audit trail names people.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <returns>Whether there was such an interview.</returns>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public async Task<bool> EraseInterviewAsync(Guid interviewId, string actor, CancellationToken cancellationToken)
    {
        var now = database.Now();
        var named = interviewId.ToString();
        var erased = await database.WriteAsync(
            async (context, token) =>
            {
                var answers = await EraseAnswersAsync(context, context.Answers.Where(answer => answer.InterviewId == interviewId), token).ConfigureAwait(false);
                await context.Requests.Where(one => one.Response!.Contains(named)).ExecuteDeleteAsync(token).ConfigureAwait(false);
                var wasThere = await context.Interviews.Where(one => one.Id == interviewId).ExecuteDeleteAsync(token).ConfigureAwait(false) > 0;
                if (wasThere)
                {
                    context.Happened(new AuditEvent(now, actor, "interview-erased", $"interview:{interviewId}", string.Create(CultureInfo.InvariantCulture, $"answers={answers}")));
                }

                return wasThere;
            },
            cancellationToken).ConfigureAwait(false);
        await ForgetLogAsync(cancellationToken).ConfigureAwait(false);
        return erased;
    }

    /// <summary>Erases a batch with its answers and all that was made of them. Where that is cut off, the rest is erased when it is asked for again.</summary>
    /// <param name="batchId">The batch.</param>
    /// <param name="actor">Who erases, as the audit trail names people.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether there was such a batch.</returns>
    /// <exception cref="InputException">It is being received or graded.</exception>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public async Task<bool> EraseBatchAsync(Guid batchId, string actor, CancellationToken cancellationToken)
    {
        var now = database.Now();
        var answers = await database.WriteAsync(
            async (context, token) =>
            {
                // From here on nobody starts it.
                await context.Batches.Where(batch => batch.Id == batchId && batch.State == BatchState.Draft)
                    .ExecuteUpdateAsync(set => set.SetProperty(batch => batch.State, BatchState.Cancelled).SetProperty(batch => batch.EndedAt, now), token)
                    .ConfigureAwait(false);
                return await context.Batches.AsNoTracking().SingleOrDefaultAsync(batch => batch.Id == batchId, token).ConfigureAwait(false) switch
                {
                    null => (int?)null,
                    { EndedAt: null } => throw new InputException(new InputProblem("batch", null, "one that is being received or graded", "one that has ended", "Cancel it first.")),
                    { } batch => batch.Answers,
                };
            },
            cancellationToken).ConfigureAwait(false);
        if (answers is null)
        {
            return false;
        }

        while (await EraseChunkAsync(batchId, cancellationToken).ConfigureAwait(false) > 0)
        {
        }

        var named = batchId.ToString();
        await database.WriteAsync(
            async (context, token) =>
            {
                await context.Requests.Where(one => one.Response!.Contains(named)).ExecuteDeleteAsync(token).ConfigureAwait(false);
                await context.Jobs.Where(job => job.BatchId == batchId).ExecuteDeleteAsync(token).ConfigureAwait(false);
                if (await context.Batches.Where(batch => batch.Id == batchId).ExecuteDeleteAsync(token).ConfigureAwait(false) > 0)
                {
                    context.Happened(new AuditEvent(now, actor, "batch-erased", $"batch:{batchId}", string.Create(CultureInfo.InvariantCulture, $"answers={answers}")));
                }
            },
            cancellationToken).ConfigureAwait(false);
        await ForgetLogAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Erases answers whose time is over, with all that was made of them, and responses to idempotency keys.</summary>
    /// <param name="answersBefore">Answers submitted before are erased; null keeps all.</param>
    /// <param name="requestsBefore">Responses from before are erased.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many answers were erased.</returns>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public async Task<int> EraseExpiredAsync(DateTimeOffset? answersBefore, DateTimeOffset requestsBefore, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            (context, token) => context.Requests.Where(request => request.At < requestsBefore).ExecuteDeleteAsync(token), cancellationToken).ConfigureAwait(false);
        if (answersBefore is not { } before)
        {
            return 0;
        }

        var now = database.Now();
        var erased = 0;
        for (var more = true; more && !cancellationToken.IsCancellationRequested;)
        {
            // Part by part, so that nobody waits long for the end of it.
            var count = await database.WriteAsync(
                async (context, token) =>
                {
                    var ids = await context.Answers.Where(answer => answer.SubmittedAt < before).OrderBy(answer => answer.Id).Take(ChunkSize)
                        .Select(answer => answer.Id).ToListAsync(token).ConfigureAwait(false);
                    var answers = await EraseAnswersAsync(context, context.Answers.Where(answer => ids.Contains(answer.Id)), token).ConfigureAwait(false);
                    if (answers > 0)
                    {
                        context.Happened(new AuditEvent(
                            now, "system", "answers-expired", "answers", string.Create(CultureInfo.InvariantCulture, $"answers={answers} submitted before {before:O}")));
                    }

                    return answers;
                },
                cancellationToken).ConfigureAwait(false);
            erased += count;
            more = count == ChunkSize;
        }

        // They may name who wrote an answer.
        await database.WriteAsync(
            (context, token) => context.BatchErrors.Where(errors => context.Batches.Any(batch => batch.Id == errors.BatchId && batch.CreatedAt < before)).ExecuteDeleteAsync(token),
            cancellationToken).ConfigureAwait(false);
        await ForgetLogAsync(cancellationToken).ConfigureAwait(false);
        return erased;
    }

    private static IQueryable<StoredAnswer> Named(StorageContext context, string name) => context.Answers.Where(answer => answer.BatchId != null && answer.Candidate == name);

    private Task<int> EraseChunkAsync(Guid batchId, CancellationToken cancellationToken) => database.WriteAsync(
        async (context, token) =>
        {
            var ids = await context.Answers.Where(answer => answer.BatchId == batchId).OrderBy(answer => answer.Position).Take(ChunkSize)
                .Select(answer => answer.Id).ToListAsync(token).ConfigureAwait(false);
            return await EraseAnswersAsync(context, context.Answers.Where(answer => ids.Contains(answer.Id)), token).ConfigureAwait(false);
        },
        cancellationToken);

    private static async Task<int> EraseAnswersAsync(StorageContext context, IQueryable<StoredAnswer> answers, CancellationToken cancellationToken)
    {
        await context.Requests
            .Where(request => answers.Any(answer => answer.Id == request.AnswerId))
            .ExecuteDeleteAsync(cancellationToken)
            .ConfigureAwait(false);

        // Evaluations and marks go with their answers, reviews and overrides with their evaluations.
        return await answers.ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task WriteLoginsAsync(Utf8JsonWriter json, StorageContext context, Guid candidateId, CancellationToken cancellationToken)
    {
        json.WriteStartArray("logins");
        var logins = await context.Logins
            .Where(login => context.Users.Any(user => user.Id == login.UserId && user.CandidateId == candidateId))
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        foreach (var login in logins)
        {
            json.WriteStartObject();
            json.WriteString("issuer", login.Issuer);
            json.WriteString("subject", login.Subject);
            json.WriteString("createdAt", login.CreatedAt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static async Task WriteInterviewsAsync(Utf8JsonWriter json, StorageContext context, Guid candidateId, CancellationToken cancellationToken)
    {
        json.WriteStartArray("interviews");
        foreach (var interview in await context.Interviews.Where(one => one.CandidateId == candidateId).OrderBy(one => one.Id).ToListAsync(cancellationToken).ConfigureAwait(false))
        {
            json.WriteStartObject();
            json.WriteString("id", interview.Id);
            json.WriteString("title", interview.Title);
            json.WriteString("createdAt", interview.CreatedAt);
            json.WriteStartArray("questions");
            foreach (var question in interview.Questions)
            {
                json.WriteStringValue(question);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static async Task WriteAnswersAsync(Utf8JsonWriter json, StorageContext context, IQueryable<StoredAnswer> answers, CancellationToken cancellationToken)
    {
        json.WriteStartArray("answers");
        foreach (var answer in await answers.OrderBy(one => one.Id).ToListAsync(cancellationToken).ConfigureAwait(false))
        {
            json.WriteStartObject();
            json.WriteString("id", answer.Id);
            json.WriteString("name", answer.Name);
            json.WriteString("question", answer.QuestionId);
            json.WriteString("submittedAt", answer.SubmittedAt);
            json.WriteString("text", answer.Text);
            if (answer.EnteredBy.Length > 0)
            {
                json.WriteString("enteredBy", answer.EnteredBy);
                json.WriteString("enteredBecause", answer.EnteredBecause);
            }

            if (answer.BatchId is { } batch)
            {
                json.WriteString("batch", batch);
                json.WriteStartObject("columns");
                foreach (var name in answer.Columns.Names)
                {
                    json.WriteString(name, answer.Columns.ValueOf(name));
                }

                json.WriteEndObject();
            }

            json.WriteStartArray("evaluations");
            foreach (var evaluation in await context.Evaluations.Where(one => one.AnswerId == answer.Id).OrderBy(one => one.At).ToListAsync(cancellationToken).ConfigureAwait(false))
            {
                json.WriteStartObject();
                json.WritePropertyName("evaluation");
                json.WriteRawValue(evaluation.Json);
                json.WriteStartArray("overrides");
                foreach (var said in await context.Overrides.Where(one => one.EvaluationId == evaluation.Id).OrderBy(one => one.Id).ToListAsync(cancellationToken).ConfigureAwait(false))
                {
                    json.WriteRawValue(said.Json);
                }

                json.WriteEndArray();
                if (await context.Reviews.SingleOrDefaultAsync(one => one.EvaluationId == evaluation.Id, cancellationToken).ConfigureAwait(false) is { ClosedAt: { } closedAt } review)
                {
                    json.WriteString("reviewedAt", closedAt);
                    json.WriteString("note", review.Note);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("marks");
            foreach (var marks in await context.Marks.Where(one => one.AnswerId == answer.Id).OrderBy(one => one.Id).ToListAsync(cancellationToken).ConfigureAwait(false))
            {
                json.WriteStartObject();
                json.WriteString("at", marks.At);
                json.WriteBoolean("blind", marks.Blind);
                json.WritePropertyName("verdicts");
                json.WriteRawValue(marks.Json);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static async Task<IEnumerable<string>> SubjectsAsync(IQueryable<StoredAnswer> answers, CancellationToken cancellationToken) =>
        (await answers.Select(answer => answer.Id).ToListAsync(cancellationToken).ConfigureAwait(false)).Select(id => $"answer:{id}");

    private static async Task WriteAuditAsync(Utf8JsonWriter json, StorageContext context, IReadOnlyList<string> subjects, CancellationToken cancellationToken)
    {
        json.WriteStartArray("audit");
        foreach (var entry in await context.Audit.Where(one => subjects.Contains(one.Subject)).OrderBy(one => one.Number).ToListAsync(cancellationToken).ConfigureAwait(false))
        {
            json.WriteStartObject();
            json.WriteString("at", entry.At);
            json.WriteString("action", entry.Action);
            json.WriteString("subject", entry.Subject);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>On SQLite the log still holds what was erased from the file, until it is written back.</summary>
    private Task ForgetLogAsync(CancellationToken cancellationToken) => database.Provider != StorageProvider.Sqlite
        ? Task.CompletedTask
        : database.ReadAsync(context => context.Database.ExecuteSqlAsync($"PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken));
}
