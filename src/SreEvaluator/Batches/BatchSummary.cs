namespace SreEvaluator.Batches;

/// <summary>What a run came to.</summary>
/// <param name="End">Why it ended.</param>
/// <param name="Progress">How far the batch is.</param>
public sealed record BatchSummary(BatchEnd End, BatchProgress Progress);
