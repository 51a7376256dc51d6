namespace SreEvaluator.Service.Interviews;

/// <summary>An interview that is to be made.</summary>
/// <param name="CandidateId">The candidate.</param>
/// <param name="Title">What it is called; 1 to 200 characters.</param>
/// <param name="Questions">The ids of the questions, in their order.</param>
public sealed record NewInterviewJson(Guid CandidateId, string Title, IReadOnlyList<string> Questions);
