using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Xml;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace SreEvaluator.Batches.Import;

/// <summary>Reads the first sheet of a workbook, row by row, after it has been seen that it does not unpack to more than it may.</summary>
internal static class XlsxRows
{
    /// <summary>The most bytes that the parts of a workbook may unpack to, all together. A hundred thousand answers need about 200 MB.</summary>
    public const long MostUnpacked = 512L * 1024 * 1024;

    private const int MostParts = 1000;

    private static readonly OpenXmlConfiguration Form = new() { EnableSharedStringCache = true };

    /// <summary>The rows of a file, and its problems.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InputException">The file or its row of names can't be used.</exception>
    public static async IAsyncEnumerable<ImportItem> ReadAsync(string path, ImportOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var file = Path.GetFileName(path);
        using var stream = InputText.OpenBytes(path);
        await MeasureAsync(file, stream, cancellationToken).ConfigureAwait(false);
        stream.Position = 0;
        using var rows = Rows(file, stream);
        TableColumns? columns = null;
        var row = 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            row++;
            if (Next(file, row, rows) is { } broken)
            {
                if (broken.Found.Length > 0)
                {
                    yield return broken;
                }

                break;
            }

            var values = rows.Current.Select(Text).ToArray();
            if (Array.TrueForAll(values, value => value.Length == 0))
            {
                continue;
            }

            if (columns is null)
            {
                columns = new TableColumns(file, row, values, options);
                continue;
            }

            yield return columns.Row(file, row, index => index < values.Length ? values[index] : string.Empty);
        }

        if (columns is null)
        {
            throw new InputException(new InputProblem(file, null, "an empty sheet", "a row of column names, and rows of answers"));
        }
    }

    /// <summary>Unpacks every part once and counts, as the sizes that an archive states about itself may be wrong.</summary>
    private static async Task MeasureAsync(string file, Stream stream, CancellationToken cancellationToken)
    {
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Count > MostParts)
            {
                throw new InputException(new InputProblem(file, null, $"{archive.Entries.Count} parts", $"at most {MostParts}", "Save the sheet as CSV."));
            }

            var buffer = new byte[64 * 1024];
            long total = 0;
            foreach (var entry in archive.Entries)
            {
                var part = await entry.OpenAsync(cancellationToken).ConfigureAwait(false);
                await using var closed = part.ConfigureAwait(false);
                int read;
                while ((read = await part.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
                {
                    total += read;
                    if (total > MostUnpacked)
                    {
                        throw new InputException(new InputProblem(
                            file,
                            null,
                            string.Create(CultureInfo.InvariantCulture, $"a workbook of {stream.Length:N0} bytes that unpacks to more than {MostUnpacked:N0}"),
                            string.Create(CultureInfo.InvariantCulture, $"at most {MostUnpacked:N0} bytes"),
                            "Save the sheet as CSV, which is read at any size."));
                    }
                }
            }
        }
        catch (InvalidDataException)
        {
            throw new InputException(new InputProblem(file, null, "a file that is no workbook", "a workbook in the form of Excel 2007 and later", "Save it as .xlsx or as .csv."));
        }
    }

    private static IEnumerator<ICollection<object?>> Rows(string file, Stream stream)
    {
        try
        {
            return MiniExcel.Query(stream, useHeaderRow: false, excelType: ExcelType.XLSX, configuration: Form)
                .Cast<IDictionary<string, object?>>()
                .Select(row => row.Values)
                .GetEnumerator();
        }
        catch (Exception failure) when (IsOfTheFile(failure))
        {
            throw new InputException(new InputProblem(file, null, "a workbook that can't be read", "a workbook in the form of Excel 2007 and later", "Save it again, or as CSV."));
        }
    }

    /// <summary>Goes to the next row: null where there is one, a problem without text at the end.</summary>
    private static ImportProblem? Next(string file, int row, IEnumerator<ICollection<object?>> rows)
    {
        try
        {
            return rows.MoveNext() ? null : new ImportProblem { File = file, Row = row, Found = string.Empty, Expected = string.Empty };
        }
        catch (Exception failure) when (IsOfTheFile(failure))
        {
            return new ImportProblem
            {
                File = file,
                Row = row,
                Found = "a part of the workbook that can't be read",
                Expected = "a workbook in the form of Excel 2007 and later",
                Remedy = "Save it again, or as CSV. What follows in this file is not read.",
            };
        }
    }

    // MiniExcel passes on whatever its readers of XML, numbers and archives throw.
    private static bool IsOfTheFile(Exception failure) =>
        failure is XmlException or InvalidDataException or FormatException or KeyNotFoundException or NullReferenceException or ArgumentException or InvalidOperationException or IOException;

    private static string Text(object? cell) => cell switch
    {
        null => string.Empty,
        string text => text,
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? string.Empty,
    };
}
