namespace SreEvaluator.Service.Reviews;

/// <summary>How a review ends.</summary>
/// <param name="Note">What there is to note; at most 2,000 characters, null for nothing.</param>
public sealed record ReviewEndJson(string? Note = null);
