using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SreEvaluator.Grading;

namespace SreEvaluator.Storage;

/// <summary>Keeps what interviewers marked by themselves. It changes no result: it stands beside it.</summary>
/// <param name="database">The database.</param>
public sealed class MarkStore(Database database)
{
    /// <summary>Appends an interviewer's marks of an answer, which from now on count in place of their earlier ones.</summary>
    /// <param name="answerId">The answer.</param>
    /// <param name="verdicts">The verdicts, by the key point's id.</param>
    /// <param name="blind">Whether they have not seen what the machine says. It holds for their first marks alone: whoever has marked an answer is shown it.</param>
    /// <param name="interviewer">Who marks, as the audit trail names people.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <returns>Whether there is such an answer.</returns>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public Task<bool> AddAsync(Guid answerId, ImmutableSortedDictionary<string, Coverage> verdicts, bool blind, string interviewer, CancellationToken cancellationToken)
    {
        var now = database.Now();
        var marks = new StoredMarks
        {
            Id = OrderedId.Next(now),
            AnswerId = answerId,
            Blind = blind,
            Interviewer = interviewer,
            Json = JsonSerializer.Serialize(verdicts, StorageJson.Default.ImmutableSortedDictionaryStringCoverage),
            At = now,
        };
        return database.WriteAsync(
            async (context, token) =>
            {
                if (!await context.Answers.AnyAsync(one => one.Id == answerId, token).ConfigureAwait(false))
                {
                    return false;
                }

                var again = blind && await context.Marks.AnyAsync(one => one.AnswerId == answerId && one.Interviewer == interviewer, token).ConfigureAwait(false);
                context.Add(marks with { Blind = blind && !again });
                context.Happened(new AuditEvent(now, interviewer, "answer-marked", $"answer:{answerId}"));
                return true;
            },
            cancellationToken);
    }

    /// <summary>An interviewer's latest marks of each of several answers, by the answer; those without any are left out.</summary>
    /// <param name="answerIds">The answers.</param>
    /// <param name="interviewer">The interviewer, as the audit trail names people.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<IReadOnlyDictionary<Guid, StoredMarks>> LatestAsync(IReadOnlyCollection<Guid> answerIds, string interviewer, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<Guid, StoredMarks>>(async context => (await context.Marks
            .Where(one => answerIds.Contains(one.AnswerId) && one.Interviewer == interviewer)
            .OrderBy(one => one.Id)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false)).GroupBy(one => one.AnswerId).ToDictionary(group => group.Key, group => group.Last()));
}
