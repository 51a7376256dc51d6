namespace SreEvaluator.Reviews.Groups;

/// <summary>An answer that another one resembles.</summary>
/// <param name="Answer">The other answer's id.</param>
/// <param name="Candidate">Who wrote it; empty where that is not known.</param>
/// <param name="Shared">The share of the shorter answer's phrases that both have, 0 to 1.</param>
public sealed record SimilarAnswer(string Answer, string Candidate, double Shared);
