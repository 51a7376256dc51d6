using SreEvaluator.Grading;

namespace SreEvaluator.Reports;

/// <summary>How the verdict on one key point changed.</summary>
/// <param name="KeyPoint">The key point's id.</param>
/// <param name="Before">The earlier verdict.</param>
/// <param name="After">The later one.</param>
public sealed record VerdictChange(string KeyPoint, Coverage Before, Coverage After);
