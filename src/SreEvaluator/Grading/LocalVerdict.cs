namespace SreEvaluator.Grading;

/// <summary>What the local grader says of one key point, beside the judge.</summary>
/// <param name="KeyPoint">The key point's id.</param>
/// <param name="Coverage">How far the answer makes it.</param>
/// <param name="Confidence">The probability that this is right, 0 to 1.</param>
public sealed record LocalVerdict(string KeyPoint, Coverage Coverage, double Confidence);
