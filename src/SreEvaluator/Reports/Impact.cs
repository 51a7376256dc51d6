namespace SreEvaluator.Reports;

/// <summary>How a group of candidates does.</summary>
/// <param name="Group">Its name.</param>
/// <param name="Candidates">How many candidates.</param>
/// <param name="MeanScore">The mean of their scores.</param>
/// <param name="ScoringRate">The share of them above the median of all, 0 to 1.</param>
/// <param name="ImpactRatio">That share over the highest of all groups; null where it is 0.</param>
public sealed record Impact(string Group, int Candidates, double MeanScore, double ScoringRate, double? ImpactRatio);
