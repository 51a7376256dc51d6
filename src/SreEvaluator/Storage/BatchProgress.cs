namespace SreEvaluator.Storage;

/// <summary>How far a batch is.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Graded">How many of its answers have an evaluation, those not assessed included.</param>
/// <param name="NotAssessed">How many of those could not be assessed.</param>
/// <param name="InReview">How many of those ask for a person.</param>
/// <param name="Degraded">How many of those something else than the configured judge graded.</param>
public sealed record BatchProgress(Batch Batch, int Graded, int NotAssessed, int InReview, int Degraded);
