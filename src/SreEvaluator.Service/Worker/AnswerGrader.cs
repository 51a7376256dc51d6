using System.Globalization;
using SreEvaluator.Feedback;
using SreEvaluator.Grading;
using SreEvaluator.Reports;
using SreEvaluator.Reviews;
using SreEvaluator.Rubrics;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Worker;

/// <summary>Makes of a stored answer what is to be stored of it.</summary>
/// <param name="rubrics">The rubrics.</param>
/// <param name="graders">The grader for a choice.</param>
/// <param name="settings">The hash of the settings of the grader for a choice.</param>
/// <param name="review">When an evaluation asks for a person.</param>
/// <param name="time">The clock.</param>
internal sealed class AnswerGrader(
    RubricLibrary rubrics, Func<GraderChoice, IGrader> graders, Func<GraderChoice, string> settings, ReviewOptions review, TimeProvider time)
{
    private const string FollowUp = "/follow-up";

    /// <summary>What there is at most one evaluation of.</summary>
    public GradedKey KeyOf(StoredAnswer answer) =>
        new(answer.Id, rubrics.Find(answer.QuestionId)?.RubricHash ?? string.Empty, settings(answer.Grader));

    /// <summary>Grades an answer.</summary>
    public async Task<NewEvaluation> GradeAsync(StoredAnswer answer, CancellationToken cancellationToken)
    {
        if (rubrics.Find(answer.QuestionId) is not { } question)
        {
            return NotAssessed(answer, "Its question is in no rubric any more.");
        }

        var evaluation = await graders(answer.Grader).GradeAsync(question, answer.ToAnswer(), cancellationToken).ConfigureAwait(false);
        return New(answer, evaluation, question);
    }

    /// <summary>An evaluation that says that an answer could not be graded.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="reason">Why, in one sentence.</param>
    public NewEvaluation NotAssessed(StoredAnswer answer, string reason)
    {
        var question = rubrics.Find(answer.QuestionId);
        var provenance = new Provenance
        {
            RubricVersion = question?.RubricVersion ?? string.Empty,
            RubricHash = question?.RubricHash ?? string.Empty,
            At = time.GetUtcNow(),
            Duration = TimeSpan.Zero,
            Attempts = answer.Attempts,
        };
        if (question is not null)
        {
            return New(answer, Evaluation.NotAssessed(question, answer.ToAnswer(), GraderKind.Local, reason, provenance) with { Doubts = [$"not-graded: {reason}"] }, question);
        }

        // There are no key points to speak of.
        var content = new EvaluationJson
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Question = answer.QuestionId,
            AnswerId = answer.Name,
            Grader = GraderKind.Local,
            Degraded = false,
            Score = null,
            Band = Band.NotAssessed,
            Verdicts = [],
            RedFlags = [],
            Feedback = new FeedbackJson(reason, [], [], NextQuestion: null),
            Review = new ReviewJson(true, [$"not-graded: {reason}"]),
            Provenance = ProvenanceJson.Of(provenance),
        };
        return new NewEvaluation(answer.Id, settings(answer.Grader), content);
    }

    /// <summary>An evaluation that says that every attempt failed.</summary>
    public NewEvaluation GivenUp(StoredAnswer answer, string how) => NotAssessed(
        answer, string.Create(CultureInfo.InvariantCulture, $"Grading it failed {answer.Attempts} times: {how}."));

    private NewEvaluation New(StoredAnswer answer, Evaluation evaluation, Question question)
    {
        var followUp = question.Kind == QuestionKind.Scenario ? rubrics.Find(question.Id + FollowUp) : null;
        var content = EvaluationJson.Of(evaluation, CandidateFeedback.Of(evaluation, followUp), ReviewPolicy.ReasonsFor(evaluation, review));
        return new NewEvaluation(answer.Id, settings(answer.Grader), content);
    }
}
