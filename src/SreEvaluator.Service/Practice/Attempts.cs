using SreEvaluator.Service.Evaluations;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Practice;

/// <summary>Somebody's attempts.</summary>
/// <param name="answers">Keeps answers.</param>
/// <param name="evaluations">Keeps evaluations.</param>
/// <param name="intake">Waits for one.</param>
internal sealed class Attempts(AnswerStore answers, EvaluationStore evaluations, Intake intake)
{
    // More than anybody practises with; what is older is left out.
    private const int Most = 500;

    /// <summary>The attempts, the oldest first.</summary>
    /// <param name="candidate">Whose; null for somebody who has sent no answer yet.</param>
    /// <param name="question">At this question alone; null for all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<Attempt>> OfAsync(Guid? candidate, string? question, CancellationToken cancellationToken)
    {
        if (candidate is not { } id)
        {
            return [];
        }

        var sent = await answers.OfCandidateAsync(id, interviewId: null, question, after: null, Most, cancellationToken);
        var graded = await evaluations.ListAsync(new EvaluationFilter { CandidateId = id, QuestionId = question }, after: null, Most, cancellationToken);

        // The newest first: an answer that was graded again shows what it came to last.
        var byAnswer = graded.Items.GroupBy(evaluation => evaluation.AnswerId).ToDictionary(group => group.Key, group => group.First());
        return
        [
            .. sent.Items
                .Where(answer => answer.InterviewId is null)
                .Reverse()
                .Select(answer => new Attempt(answer, byAnswer.GetValueOrDefault(answer.Id)?.Read())),
        ];
    }

    /// <summary>One attempt; null where there is none of this id, or it is somebody else's.</summary>
    /// <param name="candidate">Whose.</param>
    /// <param name="id">The answer.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Attempt?> FindAsync(Guid? candidate, Guid id, CancellationToken cancellationToken)
    {
        if (candidate is null || await answers.FindAsync(id, cancellationToken) is not { } answer || answer.CandidateId != candidate || answer.InterviewId is not null)
        {
            return null;
        }

        var graded = await evaluations.OfAnswerAsync(id, cancellationToken);
        return new Attempt(answer, graded is [var last, ..] ? last.Read() : null);
    }

    /// <summary>The same, once it is graded, or the time is up.</summary>
    /// <param name="candidate">Whose.</param>
    /// <param name="id">The answer.</param>
    /// <param name="longest">How long to wait.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Attempt?> WaitAsync(Guid? candidate, Guid id, TimeSpan longest, CancellationToken cancellationToken)
    {
        var attempt = await FindAsync(candidate, id, cancellationToken);
        return attempt is { Evaluation: null } ? attempt with { Evaluation = (await intake.WaitAsync(id, longest, cancellationToken))?.Read() } : attempt;
    }
}
