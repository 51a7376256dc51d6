using System.Globalization;
using System.Text;

namespace SreEvaluator.Feedback;

/// <summary>
/// Candidates' words as they are shown to people: on one line, between quotation marks, cut at a word where they are long, and without
/// the control and direction characters by which a text could rewrite a screen. The exact words stay in the evidence.
/// </summary>
public static class Quotation
{
    /// <summary>How many UTF-16 units of the words are shown where the caller does not say.</summary>
    public const int DefaultLength = 160;

    private const string Cut = "…";

    /// <summary>The words between quotation marks.</summary>
    /// <param name="words">The words as the answer has them.</param>
    /// <param name="length">The most UTF-16 units of them that are shown, at least 1.</param>
    public static string Of(string words, int length = DefaultLength)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return $"“{Shortened(OnOneLine(words), length)}”";
    }

    private static string OnOneLine(string words)
    {
        var line = new StringBuilder(words.Length);
        foreach (var rune in words.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control)
            {
                if (line.Length > 0 && line[^1] != ' ')
                {
                    line.Append(' ');
                }
            }
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format)
            {
                line.Append(rune);
            }
        }

        return line.ToString().TrimEnd();
    }

    private static string Shortened(string line, int length)
    {
        if (line.Length <= length)
        {
            return line;
        }

        var space = line.LastIndexOf(' ', length);
        var end = space > length / 2 ? space : length;
        return line[..(char.IsHighSurrogate(line[end - 1]) ? end - 1 : end)].TrimEnd() + Cut;
    }
}
