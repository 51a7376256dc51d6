using System.Globalization;
using System.Text;

namespace SreEvaluator.Grading;

/// <summary>
/// A text with case, white space, Unicode form and typographic quotes levelled and invisible characters left out, which knows for each of its
/// characters where it stood in the raw text.
/// </summary>
internal sealed class FoldedText
{
    private readonly string _text;
    private readonly int[] _starts;
    private readonly int[] _ends;

    private FoldedText(string text, int[] starts, int[] ends)
    {
        _text = text;
        _starts = starts;
        _ends = ends;
    }

    /// <summary>The levelled text, without white space at its ends.</summary>
    public override string ToString() => _text;

    /// <summary>Levels a text. It must be valid Unicode; what is not can't be found.</summary>
    public static FoldedText Of(string raw) => Invisible.IsIn(raw) ? OfVisible(raw) : OfPlain(raw);

    private static FoldedText OfVisible(string raw)
    {
        var visible = new StringBuilder(raw.Length);
        var places = new List<int>(raw.Length);
        for (var i = 0; i < raw.Length;)
        {
            // Half a surrogate pair shows as something else, and is found in no answer.
            var isRune = Rune.TryGetRuneAt(raw, i, out var rune);
            var length = isRune ? rune.Utf16SequenceLength : 1;
            if (!isRune || !Invisible.Is(rune))
            {
                visible.Append(raw, i, length);
                for (var k = 0; k < length; k++)
                {
                    places.Add(i + k);
                }
            }

            i += length;
        }

        var folded = OfPlain(visible.ToString());
        return new FoldedText(
            folded._text, [.. folded._starts.Select(start => places[start])], [.. folded._ends.Select(end => places[end - 1] + 1)]);
    }

    private static FoldedText OfPlain(string raw)
    {
        var text = new StringBuilder(raw.Length);
        var starts = new List<int>(raw.Length);
        var ends = new List<int>(raw.Length);
        for (var i = 0; i < raw.Length;)
        {
            // Most text: between ASCII characters there is always a border, but for a line end of two.
            if (char.IsAscii(raw[i]) && !char.IsWhiteSpace(raw[i]) && (i + 1 == raw.Length || char.IsAscii(raw[i + 1])))
            {
                text.Append(char.ToLowerInvariant(raw[i]));
                starts.Add(i);
                ends.Add(++i);
                continue;
            }

            // Whole text elements, as composing may join characters across the borders of smaller steps.
            var length = StringInfo.GetNextTextElementLength(raw, i);
            if (char.IsWhiteSpace(raw[i]))
            {
                if (text.Length > 0 && text[^1] != ' ')
                {
                    Append(" ", i, i + length);
                }
            }
            else
            {
                Append(Fold(raw.AsSpan(i, length)), i, i + length);
            }

            i += length;
        }

        if (text.Length > 0 && text[^1] == ' ')
        {
            text.Length--;
        }

        return new FoldedText(text.ToString(), [.. starts], [.. ends]);

        void Append(string folded, int start, int end)
        {
            text.Append(folded);
            for (var k = 0; k < folded.Length; k++)
            {
                starts.Add(start);
                ends.Add(end);
            }
        }
    }

    /// <summary>Where the raw text holds the other text, as spans of the raw text in its order; none where it does not.</summary>
    public IEnumerable<(int Start, int Length)> Find(FoldedText other)
    {
        var size = other._text.Length;
        for (var at = size == 0 ? -1 : IndexOf(0); at >= 0; at = IndexOf(at + size))
        {
            yield return (_starts[at], _ends[at + size - 1] - _starts[at]);
        }

        int IndexOf(int from) => _text.IndexOf(other._text, from, StringComparison.Ordinal);
    }

    private static string Fold(ReadOnlySpan<char> element)
    {
        if (element.Length == 1 && char.IsAscii(element[0]))
        {
            return char.ToLowerInvariant(element[0]).ToString();
        }

        string raw = new(element);
        try
        {
            raw = raw.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // An unpaired surrogate in a quote: kept as it is, and so found in no answer.
        }

        return raw switch
        {
            "\u2018" or "\u2019" or "\u201A" or "\u201B" => "'",
            "\u201C" or "\u201D" or "\u201E" or "\u201F" or "\u00AB" or "\u00BB" => "\"",
            _ => raw.ToLowerInvariant(),
        };
    }
}
