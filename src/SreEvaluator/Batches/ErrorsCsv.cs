using CsvHelper;
using SreEvaluator.Batches.Import;
using SreEvaluator.Reports;

namespace SreEvaluator.Batches;

/// <summary>Writes the problems of an import as a table: where, what was found, what was expected, what became of it and what to do.</summary>
public sealed class ErrorsCsv : IDisposable
{
    private readonly CsvWriter _table;

    /// <summary>Begins the table.</summary>
    /// <param name="output">Where it goes.</param>
    public ErrorsCsv(TextWriter output)
    {
        _table = CsvWriter.Create(output, CsvWriterOptions.Default, leaveOpen: true);
        TableText.WriteRow(_table, "file", "row", "column", "found", "expected", "left out", "what to do");
    }

    /// <summary>Adds a row.</summary>
    /// <param name="problem">The problem.</param>
    public void Write(ImportProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        TableText.WriteRow(
            _table,
            problem.File,
            problem.Row == 0 ? string.Empty : FormattableString.Invariant($"{problem.Row}"),
            problem.Column,
            problem.Found,
            problem.Expected,
            problem.LeftOut ? "yes" : "no",
            problem.Remedy);
    }

    /// <inheritdoc/>
    public void Dispose() => _table.Dispose();
}
