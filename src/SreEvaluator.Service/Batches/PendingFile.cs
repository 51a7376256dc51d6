namespace SreEvaluator.Service.Batches;

/// <summary>A file that was sent and is looked at before it becomes a batch.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Upload">The file.</param>
/// <param name="Name">What its sender calls it.</param>
/// <param name="Owner">Who sent it, as the audit trail names people.</param>
/// <param name="At">When it came.</param>
internal sealed record PendingFile(Guid Id, Upload Upload, string Name, string Owner, DateTimeOffset At);
