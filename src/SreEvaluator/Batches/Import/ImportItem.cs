namespace SreEvaluator.Batches.Import;

/// <summary>What an import meets, in the order of the input: an <see cref="ImportedAnswer"/> or an <see cref="ImportProblem"/>.</summary>
public abstract record ImportItem
{
    private protected ImportItem()
    {
    }

    /// <summary>The file, as it was named; within a folder relative to it.</summary>
    public required string File { get; init; }

    /// <summary>The row: in a table from 1, the row of names counted; in JSON lines and Markdown the line; 0 for the file as a whole.</summary>
    public required int Row { get; init; }
}
