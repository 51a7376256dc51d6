using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace SreEvaluator.Reports;

/// <summary>Writes results as a workbook, such that no spreadsheet runs what strangers wrote.</summary>
public static class ResultsXlsx
{
    /// <summary>The most rows that a sheet holds; later ones are left to the CSV file.</summary>
    public const int MostRows = 1_048_575;

    /// <summary>Writes it.</summary>
    /// <param name="table">The table's form.</param>
    /// <param name="answers">The answers.</param>
    /// <param name="output">Where it goes; can be sought in, and stays open.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static Task WriteAsync(ResultTable table, IAsyncEnumerable<GradedAnswer> answers, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(output);
        var form = new OpenXmlConfiguration { TableStyles = TableStyles.None, FreezeRowCount = 1, AutoFilter = true };

        // The writer pulls its rows one by one on its thread, so waiting for them there holds up nothing else.
        var names = table.Names.Select(TableText.Cell).ToArray();
        var rows = answers.ToBlockingEnumerable(cancellationToken).Take(MostRows).Select(answer => Row(names, table.Row(answer)));
        return Task.Run(() => output.SaveAs(rows, sheetName: "Results", configuration: form), cancellationToken);
    }

    private static Dictionary<string, object?> Row(string[] names, object?[] cells)
    {
        var row = new Dictionary<string, object?>(names.Length, StringComparer.Ordinal);
        foreach (var (index, cell) in cells.Index())
        {
            row[names[index]] = cell is string text ? TableText.Cell(text) : cell;
        }

        return row;
    }
}
