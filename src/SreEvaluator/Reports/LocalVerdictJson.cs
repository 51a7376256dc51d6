using SreEvaluator.Grading;

namespace SreEvaluator.Reports;

/// <summary>What the local grader says of one key point, beside the judge.</summary>
/// <param name="KeyPoint">The key point's id.</param>
/// <param name="Verdict">How far the answer makes it.</param>
/// <param name="Confidence">The probability that the verdict is right, 0 to 1.</param>
public sealed record LocalVerdictJson(string KeyPoint, Coverage Verdict, double Confidence);
