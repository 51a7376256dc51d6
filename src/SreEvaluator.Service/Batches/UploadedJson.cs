namespace SreEvaluator.Service.Batches;

/// <summary>What became of a file with answers.</summary>
/// <param name="Batch">The batch, not started yet.</param>
/// <param name="LeftOut">How many rows can't be used.</param>
/// <param name="Problems">What is wrong with the file's rows, at most 100 of them; rows that are graded all the same too.</param>
public sealed record UploadedJson(BatchJson Batch, int LeftOut, IReadOnlyList<RowProblemJson> Problems);
