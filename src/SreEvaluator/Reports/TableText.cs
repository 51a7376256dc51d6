using System.Globalization;
using System.Text;
using CsvHelper;

namespace SreEvaluator.Reports;

/// <summary>Text of strangers in the cells of a table.</summary>
internal static class TableText
{
    /// <summary>The most characters that a cell of a workbook holds.</summary>
    public const int Longest = 32_767;

    // What spreadsheets take for the beginning of a formula, in full width too, and what they skip before it.
    private const string Begins = "=+-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20";

    /// <summary>
    /// The text such that no spreadsheet runs it: with an apostrophe before what would begin a formula (OWASP, CSV injection). Numbers stay as they are.
    /// </summary>
    public static string Safe(string text) =>
        text.Length > 0 && Begins.Contains(text[0], StringComparison.Ordinal) && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? "'" + text
            : text;

    /// <summary>Writes a row of safe texts.</summary>
    public static void WriteRow(CsvWriter csv, params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            csv.WriteField(Safe(text));
        }

        csv.EndRecord();
    }

    /// <summary>The same for a workbook, whose XML can't hold controls, and whose cells end somewhere.</summary>
    public static string Cell(string text)
    {
        var safe = Safe(text);
        if (safe.Length <= Longest && !safe.Any(IsNoXml))
        {
            return safe;
        }

        var cell = new StringBuilder();
        foreach (var rune in safe.EnumerateRunes())
        {
            if (cell.Length + rune.Utf16SequenceLength >= Longest)
            {
                break;
            }

            cell.Append(rune.Value is (>= 0x20 or '\t' or '\n' or '\r') and not (0xFFFE or 0xFFFF) ? rune.ToString() : "\uFFFD");
        }

        return cell.ToString();
    }

    private static bool IsNoXml(char letter) => letter is < ' ' and not ('\t' or '\n' or '\r') or '\uFFFE' or '\uFFFF';
}
