using System.Globalization;
using System.Text;

namespace SreEvaluator.Cli.Rendering;

/// <summary>An answer's text for a terminal: its lines are kept, and what could move or hide text is not.</summary>
internal static class AnswerText
{
    public static string Of(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (rune.Value is '\n' or '\t' || category is not (UnicodeCategory.Control or UnicodeCategory.Format))
            {
                shown.Append(rune.ToString());
            }
        }

        return shown.ToString();
    }
}
