using SreEvaluator.Storage;

namespace SreEvaluator.Service.Evaluations;

/// <summary>An answer that was accepted, and how far its grading is.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Name">How the caller knows it.</param>
/// <param name="Question">The question's id.</param>
/// <param name="State"><c>waiting</c>, <c>grading</c> or <c>graded</c>.</param>
/// <param name="SubmittedAt">When it was accepted.</param>
/// <param name="CandidateId">Who answered; null where nobody said.</param>
/// <param name="InterviewId">The interview that it belongs to; null for none.</param>
/// <param name="EvaluationId">Its latest evaluation; null until there is one.</param>
/// <param name="EnteredBy">Who entered it for the candidate of an interview; null where it came from the candidate.</param>
public sealed record AnswerJson(
    Guid Id, string Name, string Question, string State, DateTimeOffset SubmittedAt, Guid? CandidateId, Guid? InterviewId, Guid? EvaluationId, string? EnteredBy)
{
    internal static AnswerJson Of(StoredAnswer answer, Guid? evaluation) => new(
        answer.Id,
        answer.Name,
        answer.QuestionId,
        evaluation is not null ? "graded" : answer.JobId is null ? "waiting" : "grading",
        answer.SubmittedAt,
        answer.CandidateId,
        answer.InterviewId,
        evaluation,
        answer.EnteredBy.Length > 0 ? answer.EnteredBy : null);
}
