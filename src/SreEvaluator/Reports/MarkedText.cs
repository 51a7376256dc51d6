using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SreEvaluator.Grading;
using SreEvaluator.Pages;

namespace SreEvaluator.Reports;

/// <summary>An answer's text with its evidence marked, each mark with the numbers of what it is evidence for.</summary>
public static class MarkedText
{
    /// <summary>The text in parts, between which what is marked changes.</summary>
    /// <param name="text">The answer's text.</param>
    /// <param name="spans">The spans of evidence with the number that each has on the page; those outside the text are left out.</param>
    public static IEnumerable<MarkedPart> Of(string text, IEnumerable<(int Start, int Length, string Number)> spans)
    {
        ArgumentNullException.ThrowIfNull(text);
        var inside = spans.Where(span => span.Start >= 0 && span.Length > 0 && span.Start <= text.Length - span.Length).ToList();
        var edges = inside.SelectMany(span => new[] { span.Start, span.Start + span.Length }).Append(0).Append(text.Length).Distinct().Order().ToList();
        return edges.Zip(edges.Skip(1), (from, to) =>
        {
            var covering = inside.Where(span => span.Start <= from && span.Start + span.Length >= to).ToList();
            return new MarkedPart(Shown(text[from..to]), Numbers(covering), Numbers(covering.Where(span => span.Start + span.Length == to)));
        });
    }

    /// <summary>Writes it.</summary>
    /// <param name="html">The page.</param>
    /// <param name="text">The answer's text.</param>
    /// <param name="spans">The spans of evidence with the number that each has on the page; those outside the text are left out.</param>
    internal static void Write(HtmlText html, string text, IEnumerable<(int Start, int Length, string Number)> spans)
    {
        foreach (var part in Of(text, spans))
        {
            if (part.Numbers.IsEmpty)
            {
                html.Text(part.Text);
                continue;
            }

            html.Part($"<mark>");
            html.Text(part.Text);
            if (!part.Ending.IsEmpty)
            {
                html.Part($"""<sup><span class="unseen"> evidence for </span>{string.Join(", ", part.Ending)}</sup>""");
            }

            html.Part($"</mark>");
        }
    }

    private static ImmutableArray<string> Numbers(IEnumerable<(int Start, int Length, string Number)> spans) =>
        [.. spans.Select(span => span.Number).Distinct(StringComparer.Ordinal)];

    /// <summary>The text such that nothing of it is hidden or shows the rest in another order.</summary>
    internal static string Shown(string text)
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
