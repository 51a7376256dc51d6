using System.Globalization;
using System.Text;
using SreEvaluator.Grading;
using SreEvaluator.Pages;

namespace SreEvaluator.Reports;

/// <summary>Writes an answer's text with its evidence marked, each mark with the numbers of what it is evidence for.</summary>
internal static class MarkedText
{
    /// <summary>Writes it.</summary>
    /// <param name="html">The page.</param>
    /// <param name="text">The answer's text.</param>
    /// <param name="spans">The spans of evidence with the number that each has on the page; those outside the text are left out.</param>
    public static void Write(HtmlText html, string text, IEnumerable<(int Start, int Length, string Number)> spans)
    {
        var inside = spans.Where(span => span.Start >= 0 && span.Length > 0 && span.Start <= text.Length - span.Length).ToList();
        var edges = inside.SelectMany(span => new[] { span.Start, span.Start + span.Length }).Append(0).Append(text.Length).Distinct().Order().ToList();
        for (var i = 0; i + 1 < edges.Count; i++)
        {
            var (from, to) = (edges[i], edges[i + 1]);
            var covering = inside.Where(span => span.Start <= from && span.Start + span.Length >= to).ToList();
            if (covering.Count == 0)
            {
                html.Text(Shown(text[from..to]));
                continue;
            }

            html.Part($"<mark>");
            html.Text(Shown(text[from..to]));
            var ending = covering.Where(span => span.Start + span.Length == to).Select(span => span.Number).Distinct(StringComparer.Ordinal).ToList();
            if (ending.Count > 0)
            {
                html.Part($"""<sup><span class="unseen"> evidence for </span>{string.Join(", ", ending)}</sup>""");
            }

            html.Part($"</mark>");
        }
    }

    /// <summary>The text such that nothing of it is hidden or shows the rest in another order.</summary>
    public static string Shown(string text)
    {
        if (!Invisible.IsIn(text) && !text.Any(IsControl))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Invisible.TurnsDirection(rune) || Invisible.IsTag(rune) || (rune.IsBmp && IsControl((char)rune.Value)) || rune.Value is 0x200B or 0x2060 or 0xFEFF)
            {
                shown.Append(CultureInfo.InvariantCulture, $"[U+{rune.Value:X4}]");
            }
            else
            {
                shown.Append(rune);
            }
        }

        return shown.ToString();
    }

    private static bool IsControl(char letter) => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t');
}
