using System.Collections.Immutable;
using System.Globalization;
using SreEvaluator.Batches.Import;
using SreEvaluator.Grading;
using SreEvaluator.Reports;
using SreEvaluator.Reviews;
using SreEvaluator.Rubrics;
using SreEvaluator.Service.Access;
using SreEvaluator.Service.Practice;
using SreEvaluator.Service.Problems;
using SreEvaluator.Service.Rubrics;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Interviews;

/// <summary>Second opinions on interviews, and interviewers' own marks beside them.</summary>
/// <param name="candidates">The candidates.</param>
/// <param name="answers">The answers.</param>
/// <param name="evaluations">The evaluations, with what people decided.</param>
/// <param name="reviews">The reviews.</param>
/// <param name="marks">The interviewers' own marks.</param>
/// <param name="rubrics">The questions.</param>
/// <param name="published">The questions as they were.</param>
/// <param name="rules">The numbers of the score.</param>
/// <param name="time">The clock.</param>
internal sealed class Opinions(
    CandidateStore candidates,
    AnswerStore answers,
    EvaluationStore evaluations,
    ReviewStore reviews,
    MarkStore marks,
    RubricLibrary rubrics,
    PublishedRubrics published,
    ScoringRules rules,
    TimeProvider time)
{
    private const int MostAnswers = 1000;

    /// <summary>An interview as it stands.</summary>
    /// <exception cref="ProblemException">Its candidate was erased meanwhile.</exception>
    public async Task<InterviewSheet> SheetAsync(Interview interview, CancellationToken cancellationToken)
    {
        var candidate = await candidates.FindAsync(interview.CandidateId, cancellationToken)
            ?? throw new ProblemException(ProblemKind.NotFound, "There is no interview of this id.");
        var sent = await answers.OfCandidateAsync(interview.CandidateId, interview.Id, questionId: null, after: null, MostAnswers, cancellationToken);
        return new InterviewSheet(
            interview,
            candidate,
            [.. interview.Questions.Distinct(StringComparer.Ordinal).Select((id, i) => AskedOf(i + 1, id, [.. sent.Items.Where(answer => answer.QuestionId == id)]))]);
    }

    /// <summary>What an interviewer reads of an interview.</summary>
    public async Task<SecondOpinion> ReadAsync(Interview interview, Caller viewer, CancellationToken cancellationToken)
    {
        var sheet = await SheetAsync(interview, cancellationToken);
        var mine = await marks.LatestAsync([.. sheet.Asked.Select(asked => asked.Answer).OfType<StoredAnswer>().Select(answer => answer.Id)], viewer.Actor, cancellationToken);
        var read = new List<(Asked Asked, GradedAnswer? Graded, StoredMarks? Mine)>();
        foreach (var asked in sheet.Asked)
        {
            read.Add((asked, await GradedAsync(asked, sheet.Candidate, cancellationToken), asked.Answer is { } answer ? mine.GetValueOrDefault(answer.Id) : null));
        }

        var graded = read.Select(one => one.Graded).OfType<GradedAnswer>().ToList();
        var report = graded.Count == 0
            ? null
            : CandidateReport.Of(sheet.Candidate.Name, graded, InterviewerMarks.Of(read.SelectMany(one => MarksOf(one.Graded, one.Mine))), time.GetUtcNow());
        var scenarios = report?.Scenarios.ToDictionary(scenario => scenario.Question, StringComparer.Ordinal);
        return new SecondOpinion(
            sheet, [.. read.Select(one => OpinionPart.Of(one.Asked, one.Graded, one.Graded is null ? null : scenarios![one.Asked.Id], one.Mine))], report);
    }

    /// <summary>What came of an answer, as a candidate reads it; null while it is not there, or where it can't be laid out any more.</summary>
    public async Task<Reading?> ReadingAsync(StoredAnswer answer, CancellationToken cancellationToken) =>
        await evaluations.OfAnswerAsync(answer.Id, cancellationToken) is [var latest, ..]
            ? Reading.Of(latest.Read(), await published.QuestionAsync(answer.QuestionId, latest.RubricHash, cancellationToken), answer, rules)
            : null;

    /// <summary>Keeps an interviewer's own marks of an answer.</summary>
    /// <param name="sheet">The interview.</param>
    /// <param name="asked">The question with the answer.</param>
    /// <param name="verdicts">The verdicts by key point, of which those that are not there are no mark.</param>
    /// <param name="blind">Whether the page hid what the machine says.</param>
    /// <param name="caller">Who marks.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <exception cref="InputException">There is no verdict.</exception>
    public async Task MarkAsync(InterviewSheet sheet, Asked asked, Func<string, Coverage?> verdicts, bool blind, Caller caller, CancellationToken cancellationToken)
    {
        var question = (await GradedAsync(asked, sheet.Candidate, cancellationToken))?.Input.Question ?? asked.Question;
        var given = (question?.KeyPoints ?? [])
            .Select(keyPoint => (keyPoint.Id, Verdict: verdicts(keyPoint.Id)))
            .Where(one => one.Verdict is not null)
            .ToImmutableSortedDictionary(one => one.Id, one => one.Verdict!.Value, StringComparer.Ordinal);
        if (given.IsEmpty)
        {
            throw new InputException(new InputProblem("marks", null, "none", "a verdict on at least one key point"));
        }

        await marks.AddAsync(asked.Answer!.Id, given, blind, caller.Actor, cancellationToken);
    }

    private Asked AskedOf(int number, string id, IReadOnlyList<StoredAnswer> answers) => new(number, id, rubrics.Find(id), answers is [var latest, ..] ? latest : null, [.. answers.Skip(1)]);

    private static string Entered(Asked asked) => asked is { IsEntered: true, Answer: { } answer }
        ? string.Create(CultureInfo.InvariantCulture, $"Entered by {answer.EnteredBy} on {answer.SubmittedAt:yyyy-MM-dd HH:mm zzz}{(asked.Own is null ? string.Empty : ", in place of the candidate's own answer")}.")
            + (answer.EnteredBecause.Length > 0 ? $" {answer.EnteredBecause}" : string.Empty)
        : string.Empty;

    private async Task<GradedAnswer?> GradedAsync(Asked asked, Candidate candidate, CancellationToken cancellationToken)
    {
        if (asked is not { Question: { } now, Answer: { } answer } || await evaluations.OfAnswerAsync(answer.Id, cancellationToken) is not [var stored, ..])
        {
            return null;
        }

        var machine = stored.Read();
        var question = await published.QuestionAsync(asked.Id, stored.RubricHash, cancellationToken) ?? now;
        var input = new ImportedAnswer { File = $"interview {answer.InterviewId}", Row = asked.Number, Answer = answer.ToAnswer(), Question = question, Candidate = candidate.Name };
        return new GradedAnswer(input, machine)
        {
            Reviewed = await evaluations.OverridesAsync(stored.Id, cancellationToken) is { Count: > 0 } said ? Reviewed(machine, input, said) : null,
            Entered = Entered(asked),
            IsSettled = stored.ReviewNeeded && await reviews.FindAsync(stored.Id, cancellationToken) is { ClosedAt: not null },
        };
    }

    private EffectiveEvaluation? Reviewed(EvaluationJson machine, ImportedAnswer input, IReadOnlyList<Override> said)
    {
        try
        {
            return EffectiveEvaluation.Of(machine.ToEvaluation(input.Question, input.Answer, rules), said, rules);
        }
        catch (InputException)
        {
            // What was decided by another version of the rubric can't be laid over this one; the page says that the rubric has changed.
            return null;
        }
    }

    // A key point that the question did not have when it was graded, has no mark.
    private static IEnumerable<Mark> MarksOf(GradedAnswer? graded, StoredMarks? mine)
    {
        var verdicts = mine?.Read();
        return verdicts is null || graded is null
            ? []
            : graded.Input.Question.KeyPoints.Where(keyPoint => verdicts.ContainsKey(keyPoint.Id))
                .Select(keyPoint => new Mark(graded.Input.Question.Id, keyPoint.Id, verdicts[keyPoint.Id], mine!.Blind));
    }
}
