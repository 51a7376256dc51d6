using System.Globalization;
using System.Text;

namespace SreEvaluator.Grading;

/// <summary>
/// A text with case, white space, Unicode form and typographic quotes levelled, which knows for each of its characters where it stood
/// in the raw text.
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
    public static FoldedText Of(string raw)
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

    /// <summary>Where the raw text first holds the other text, as a span of the raw text; null where it does not.</summary>
    public (int Start, int Length)? Find(FoldedText other)
    {
        if (other._text.Length == 0)
        {
            return null;
        }

        var at = _text.IndexOf(other._text, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var start = _starts[at];
        return (start, _ends[at + other._text.Length - 1] - start);
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
