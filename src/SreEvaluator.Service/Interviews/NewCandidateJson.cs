namespace SreEvaluator.Service.Interviews;

/// <summary>A candidate who is to be entered.</summary>
/// <param name="Name">How people call them; 1 to 200 characters.</param>
public sealed record NewCandidateJson(string Name);
