using CsvHelper;

namespace SreEvaluator.Reports;

/// <summary>Writes results as RFC 4180 has it, such that no spreadsheet runs what strangers wrote.</summary>
public sealed class ResultsCsv : IDisposable
{
    private readonly ResultTable _table;
    private readonly CsvWriter _csv;

    /// <summary>Begins the file with the names of its columns.</summary>
    /// <param name="table">The table's form.</param>
    /// <param name="output">Where it goes; stays open.</param>
    public ResultsCsv(ResultTable table, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(table);
        _table = table;
        _csv = CsvWriter.Create(output, CsvWriterOptions.Default, leaveOpen: true);
        foreach (var name in table.Names)
        {
            _csv.WriteField(TableText.Safe(name));
        }

        _csv.EndRecord();
    }

    /// <summary>Adds an answer.</summary>
    /// <param name="answer">The answer.</param>
    public void Write(GradedAnswer answer)
    {
        foreach (var cell in _table.Row(answer))
        {
            if (cell is string text)
            {
                _csv.WriteField(TableText.Safe(text));
            }
            else
            {
                _csv.WriteField(cell);
            }
        }

        _csv.EndRecord();
    }

    /// <inheritdoc/>
    public void Dispose() => _csv.Dispose();
}
