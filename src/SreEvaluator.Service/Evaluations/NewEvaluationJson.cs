namespace SreEvaluator.Service.Evaluations;

/// <summary>An answer that is to be graded.</summary>
/// <param name="Question">The question's id.</param>
/// <param name="Answer">The candidate's text; at most 64 KiB of UTF-8.</param>
/// <param name="Id">How the caller knows the answer; null to name it by its own id.</param>
/// <param name="Grader"><c>auto</c>, <c>judge</c> or <c>local</c>; null for <c>auto</c>.</param>
/// <param name="CandidateId">Who answered; null where nobody said. A candidate answers for nobody else.</param>
/// <param name="InterviewId">The interview that it belongs to; null for none.</param>
/// <param name="Reason">Why somebody enters the answer of an interview for its candidate, such as in place of one that is there; at most 2,000 characters.</param>
public sealed record NewEvaluationJson(
    string Question, string Answer, string? Id = null, string? Grader = null, Guid? CandidateId = null, Guid? InterviewId = null, string? Reason = null);
