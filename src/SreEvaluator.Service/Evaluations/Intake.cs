using SreEvaluator.Composition;
using SreEvaluator.Rubrics;
using SreEvaluator.Service.Access;
using SreEvaluator.Service.Problems;
using SreEvaluator.Service.Worker;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Evaluations;

/// <summary>Takes single answers in, and waits for their evaluations. The API and the pages share it.</summary>
/// <param name="answers">The answers.</param>
/// <param name="evaluations">The evaluations.</param>
/// <param name="interviews">The interviews.</param>
/// <param name="candidates">The candidates.</param>
/// <param name="rubrics">The questions.</param>
/// <param name="graders">What is configured.</param>
/// <param name="work">Wakes the worker.</param>
/// <param name="evaluated">Hears of evaluations.</param>
/// <param name="lifetime">Says when the service stops: nobody waits longer then.</param>
/// <param name="time">The clock.</param>
internal sealed class Intake(
    AnswerStore answers,
    EvaluationStore evaluations,
    InterviewStore interviews,
    CandidateStore candidates,
    RubricLibrary rubrics,
    Graders graders,
    WorkSignal work,
    Evaluated evaluated,
    IHostApplicationLifetime lifetime,
    TimeProvider time)
{
    // Evaluations of other processes are not heard of.
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(250);

    /// <summary>Accepts an answer: when this returns, it will be graded.</summary>
    /// <param name="sent">What was sent.</param>
    /// <param name="caller">Who sends it.</param>
    /// <param name="key">The idempotency key; null for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InputException">Something of it can't be used.</exception>
    /// <exception cref="ProblemException">The interview is not there or closed.</exception>
    public async Task<Accepted> AcceptAsync(NewEvaluationJson sent, Caller caller, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var question = rubrics.Find(sent.Question ?? string.Empty) ?? throw new InputException(new InputProblem(
            "question", null, "no question of this id", "the id of a question, such as incident-management", Near(sent.Question ?? string.Empty)));
        if (caller is { SeesOwnOnly: true, CandidateId: null })
        {
            throw new ProblemException(ProblemKind.NotAllowed, "This login belongs to no candidate.");
        }

        if (caller.Invitation is not null && sent.InterviewId is null)
        {
            throw new ProblemException(ProblemKind.NotAllowed, "An invitation is for the answers to its interview: name the interview.");
        }

        var interview = sent.InterviewId is { } id ? await InterviewAsync(id, question, caller, cancellationToken) : null;
        var candidate = interview?.CandidateId ?? (caller.SeesOwnOnly ? caller.CandidateId : sent.CandidateId);
        if (sent.CandidateId is { } named && (named != candidate || (!caller.SeesOwnOnly && interview is null && await candidates.FindAsync(named, cancellationToken) is null)))
        {
            throw new InputException(new InputProblem("candidateId", null, named.ToString(), caller.SeesOwnOnly ? "nothing, or your own id" : "the id of a candidate that is there"));
        }

        var isEntered = interview is not null && !caller.SeesOwnOnly;
        var answer = new NewAnswer(sent.Id, question.Id, sent.Answer ?? string.Empty)
        {
            Grader = GraderName.Read(sent.Grader, graders),
            CandidateId = candidate,
            InterviewId = interview?.Id,
            IsPractice = caller.SeesOwnOnly && interview is null,
            EnteredBy = isEntered ? caller.Name : string.Empty,
            EnteredBecause = isEntered ? sent.Reason ?? string.Empty : string.Empty,
        };
        var accepted = await answers.AcceptAsync(answer, key, caller.Actor, cancellationToken);
        work.Set();
        return accepted;
    }

    /// <summary>The latest evaluation of an answer; null where there is none before the time is up.</summary>
    /// <param name="answerId">The answer.</param>
    /// <param name="longest">How long to wait; zero looks once.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<StoredEvaluation?> WaitAsync(Guid answerId, TimeSpan longest, CancellationToken cancellationToken)
    {
        var end = time.GetUtcNow() + longest;
        while (true)
        {
            // Listening begins before looking, so that nothing happens unseen between the two.
            var left = lifetime.ApplicationStopping.IsCancellationRequested ? TimeSpan.Zero : end - time.GetUtcNow();
            var heard = left > TimeSpan.Zero ? evaluated.WaitAsync(answerId, left < LookAgain ? left : LookAgain, time, cancellationToken) : null;
            var found = await evaluations.OfAnswerAsync(answerId, cancellationToken);
            if (found.Count > 0 || heard is null)
            {
                return found.Count > 0 ? found[0] : null;
            }

            await heard;
        }
    }

    private async Task<Interview> InterviewAsync(Guid id, Question question, Caller caller, CancellationToken cancellationToken)
    {
        if (await interviews.FindAsync(id, cancellationToken) is not { } interview || (caller.SeesOwnOnly && interview.CandidateId != caller.CandidateId))
        {
            throw new ProblemException(ProblemKind.NotFound, "There is no interview of this id.");
        }

        if (interview.ClosedAt is not null)
        {
            throw new ProblemException(ProblemKind.Conflict, "The interview is closed to further answers.");
        }

        return interview.Questions.Contains(question.Id)
            ? interview
            : throw new InputException(new InputProblem("question", null, question.Id, $"a question of the interview: {string.Join(", ", interview.Questions)}"));
    }

    private string Near(string id) => rubrics.Nearest(id) is { Count: > 0 } near ? $"Near are: {string.Join(", ", near)}." : "See /api/v1/questions.";
}
