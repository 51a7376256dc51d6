namespace SreEvaluator.Grading.Judging;

/// <summary>One step of the judge's check.</summary>
/// <param name="Name">What it is about, such as <c>reachable</c>.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Found">What was found, in a sentence; never the key.</param>
/// <param name="Remedy">What to do; null unless it failed.</param>
public sealed record JudgeCheckStep(string Name, JudgeCheckOutcome Outcome, string Found, string? Remedy = null);
