using Microsoft.Extensions.Options;
using SreEvaluator.Service.Access;
using SreEvaluator.Service.Problems;
using SreEvaluator.Service.Rubrics;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Evaluations;

/// <summary>Finds answers and evaluations for those who may see them. What belongs to others is not there.</summary>
/// <param name="answers">The answers.</param>
/// <param name="evaluations">The evaluations.</param>
/// <param name="candidates">What candidates may see.</param>
internal sealed class Visibility(AnswerStore answers, EvaluationStore evaluations, IOptions<CandidateOptions> candidates)
{
    /// <summary>An answer.</summary>
    /// <exception cref="ProblemException">There is none that the caller may see.</exception>
    public async Task<StoredAnswer> AnswerAsync(Guid id, Caller caller, CancellationToken cancellationToken) =>
        await answers.FindAsync(id, cancellationToken) is { } answer && IsOwn(answer, caller)
            ? answer
            : throw new ProblemException(ProblemKind.NotFound, "There is no answer of this id.");

    /// <summary>An evaluation with its answer.</summary>
    /// <exception cref="ProblemException">There is none that the caller may see, or it is of an interview whose results candidates don't see.</exception>
    public async Task<(StoredEvaluation Evaluation, StoredAnswer Answer)> EvaluationAsync(Guid id, Caller caller, CancellationToken cancellationToken)
    {
        if (await evaluations.FindAsync(id, cancellationToken) is not { } evaluation
            || await answers.FindAsync(evaluation.AnswerId, cancellationToken) is not { } answer
            || !IsOwn(answer, caller))
        {
            throw new ProblemException(ProblemKind.NotFound, "There is no evaluation of this id.");
        }

        return MaySeeResult(answer, caller)
            ? (evaluation, answer)
            : throw new ProblemException(ProblemKind.NotAllowed, "The results of an interview are for its interviewers.");
    }

    /// <summary>Whether the caller may see what became of an answer of theirs.</summary>
    public bool MaySeeResult(StoredAnswer answer, Caller caller) => !caller.SeesOwnOnly || answer.InterviewId is null || candidates.Value.SeeInterviewResults;

    private static bool IsOwn(StoredAnswer answer, Caller caller) => !caller.SeesOwnOnly || (answer.CandidateId is { } owner && owner == caller.CandidateId);
}
