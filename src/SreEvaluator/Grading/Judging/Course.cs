namespace SreEvaluator.Grading.Judging;

/// <summary>The work of one judge on one answer, as its calls see it.</summary>
/// <param name="Tally">Counts the calls.</param>
/// <param name="Budget">What the calls may cost, with others or alone; null for as much as they do.</param>
/// <param name="Deadline">How long it may take.</param>
internal sealed record Course(CallTally Tally, Budget? Budget, Deadline Deadline);
