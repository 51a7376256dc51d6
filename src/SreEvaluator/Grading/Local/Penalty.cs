namespace SreEvaluator.Grading.Local;

/// <summary>What large weights cost a regression: the less, the closer it follows what it learns from.</summary>
/// <param name="L1">By their size, which leaves weights out.</param>
/// <param name="L2">By half of their square, which makes them small.</param>
internal sealed record Penalty(float L1, float L2);
