using SreEvaluator.Reports;

namespace SreEvaluator.Service.Interviews;

/// <summary>What an interviewer reads of an interview.</summary>
/// <param name="Sheet">The interview as it stands.</param>
/// <param name="Parts">One for each question, in their order.</param>
/// <param name="Report">The library's report on the graded answers; null while there are none.</param>
public sealed record SecondOpinion(InterviewSheet Sheet, IReadOnlyList<OpinionPart> Parts, CandidateReport? Report);
