namespace SreEvaluator.Reports;

/// <summary>A key point on which the interviewer and this report differ.</summary>
/// <param name="KeyPoint">The key point's id.</param>
/// <param name="Interviewer">The interviewer's verdict, as the formats write it.</param>
/// <param name="Here">This report's.</param>
public sealed record MarkDifference(string KeyPoint, string Interviewer, string Here);
