using SreEvaluator.Grading;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Evaluations;

/// <summary>An evaluation in a list.</summary>
/// <param name="Id">Unique.</param>
/// <param name="AnswerId">The answer, by its own id.</param>
/// <param name="Question">The question's id.</param>
/// <param name="Score">0 to 100; null where nothing could be assessed.</param>
/// <param name="Band">The score in words.</param>
/// <param name="Grader">What graded it.</param>
/// <param name="Degraded">Whether something else than the configured judge graded it.</param>
/// <param name="ReviewNeeded">Whether it asked for a person.</param>
/// <param name="At">When it was made.</param>
public sealed record EvaluationSummaryJson(
    Guid Id, Guid AnswerId, string Question, double? Score, Band Band, GraderKind Grader, bool Degraded, bool ReviewNeeded, DateTimeOffset At)
{
    internal static EvaluationSummaryJson Of(StoredEvaluation one) =>
        new(one.Id, one.AnswerId, one.QuestionId, one.Score, one.Band, one.Grader, one.Degraded, one.ReviewNeeded, one.At);
}
