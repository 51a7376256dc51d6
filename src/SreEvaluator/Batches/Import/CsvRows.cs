using System.Globalization;
using System.Runtime.CompilerServices;
using CsvHelper;

namespace SreEvaluator.Batches.Import;

/// <summary>Reads a table of text with any delimiter, its fields quoted as in RFC 4180, row by row.</summary>
internal static class CsvRows
{
    /// <summary>The most bytes that a row may have. A quotation mark that is never closed would otherwise take in the rest of the file.</summary>
    public const int LongestRow = 1024 * 1024;

    private const string Rest = "What follows in this file is not read.";

    /// <summary>The rows of a file, and its problems.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InputException">The file or its row of names can't be used.</exception>
    public static async IAsyncEnumerable<ImportItem> ReadAsync(string path, ImportOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var file = Path.GetFileName(path);
        var malformed = new Malformed();
        using var text = InputText.Open(path, options.Encoding);
        using var reader = CsvReader.Create(text, Form(options, malformed.Note));
        var columns = await ColumnsAsync(file, reader, options, cancellationToken).ConfigureAwait(false);
        for (var row = 2; ; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var found = await NextAsync(reader, cancellationToken).ConfigureAwait(false);
            if (found == Next.None)
            {
                yield break;
            }

            var reason = malformed.Take();

            if (found == Next.TooLong || reason == CsvMalformedReason.UnterminatedQuote)
            {
                yield return Problem(
                    row,
                    found == Next.TooLong ? string.Create(CultureInfo.InvariantCulture, $"a row of more than {LongestRow:N0} bytes") : "a quoted field that never ends",
                    "rows that end",
                    $"See whether a quotation mark is never closed. {Rest}");
                yield break;
            }

            if (reason == CsvMalformedReason.TextAfterClosingQuote)
            {
                yield return Problem(row, "text after the closing quotation mark of a field", "quotation marks inside a quoted field doubled", string.Empty);
            }
            else if (reader.FieldCount != columns.Count)
            {
                yield return Problem(
                    row,
                    string.Create(CultureInfo.InvariantCulture, $"{reader.FieldCount} columns"),
                    string.Create(CultureInfo.InvariantCulture, $"{columns.Count}, as the row of names has"),
                    "Put a field that holds the delimiter or a line break in quotes.");
            }
            else
            {
                yield return columns.Row(file, row, reader.GetString);
            }
        }

        ImportProblem Problem(int row, string found, string expected, string remedy) =>
            new() { File = file, Row = row, Found = found, Expected = expected, Remedy = remedy };
    }

    /// <summary>What the reader says of the record that it is at.</summary>
    private sealed class Malformed
    {
        private CsvMalformedReason? _reason;

        public void Note(CsvMalformedRecord record) => _reason = record.Reason;

        public CsvMalformedReason? Take()
        {
            var reason = _reason;
            _reason = null;
            return reason;
        }
    }

    private enum Next
    {
        Row,
        None,
        TooLong,
    }

    private static async Task<TableColumns> ColumnsAsync(string file, CsvReader reader, ImportOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await reader.ReadHeaderAsync(cancellationToken).ConfigureAwait(false);
            return new TableColumns(file, 1, reader.Headers, options);
        }
        catch (CsvFormatException)
        {
            throw new InputException(new InputProblem(
                file, 1, string.Create(CultureInfo.InvariantCulture, $"a row of more than {LongestRow:N0} bytes"), "a row of column names", "See whether a quotation mark is never closed."));
        }
    }

    // What is read ahead is given at once; only the next piece of the file is waited for.
    private static async ValueTask<Next> NextAsync(CsvReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? Next.Row : Next.None;
        }
        catch (CsvFormatException)
        {
            return Next.TooLong;
        }
    }

    private static CsvReaderOptions Form(ImportOptions options, Action<CsvMalformedRecord> malformed) => CsvReaderOptions.Default with
    {
        Separator = options.Delimiter,
        MaxRecordSize = LongestRow,
        OnMalformedRecord = malformed,
    };
}
