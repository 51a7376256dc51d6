using SreEvaluator.Grading;

namespace SreEvaluator.Reports;

/// <summary>An interviewer's own verdict on a key point of an answer.</summary>
/// <param name="Question">The question's id.</param>
/// <param name="KeyPoint">The key point's id.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Blind">Whether it was given before the interviewer saw what the machine said; null where that is not known.</param>
public sealed record Mark(string Question, string KeyPoint, Coverage Verdict, bool? Blind);
