using SreEvaluator.Grading;

namespace SreEvaluator.Reports;

/// <summary>An interviewer's own verdict on a key point of an answer.</summary>
/// <param name="Question">The question's id.</param>
/// <param name="KeyPoint">The key point's id.</param>
/// <param name="Verdict">The verdict.</param>
public sealed record Mark(string Question, string KeyPoint, Coverage Verdict);
