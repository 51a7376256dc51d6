using SreEvaluator.Rubrics;

namespace SreEvaluator.Feedback;

/// <summary>A key point that the answer does not make, or not in full.</summary>
/// <param name="KeyPoint">The key point; its hint and advice are for the candidate, its statement only on request.</param>
/// <param name="Touched">The words that touch on it, ready to print; null where it is missing altogether.</param>
/// <param name="Points">How many points of 100 making it in full would add, before red flags; above 0.</param>
public sealed record Gap(KeyPoint KeyPoint, string? Touched, double Points);
