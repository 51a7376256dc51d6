namespace SreEvaluator.Batches.Import;

/// <summary>What one row of the input holds, before anything of it is checked: empty text where it has no such column.</summary>
internal sealed record SourceRow : ImportItem
{
    public string Id { get; init; } = string.Empty;

    public string Question { get; init; } = string.Empty;

    public required string Answer { get; init; }

    public string Candidate { get; init; } = string.Empty;

    public InputColumns Columns { get; init; } = InputColumns.None;
}
