namespace SreEvaluator.Storage;

/// <summary>What was wrong with rows of a batch's file.</summary>
internal sealed record BatchErrors
{
    /// <summary>The batch.</summary>
    public required Guid BatchId { get; init; }

    /// <summary>All of it, as the table that people take along.</summary>
    public required string Csv { get; init; }
}
