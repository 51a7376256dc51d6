using System.Globalization;

namespace SreEvaluator.Rubrics;

/// <summary>Splits a text into words: runs of letters and digits. An apostrophe within a word and a point within a number belong to it.</summary>
internal static class Words
{
    private const int LongestOnStack = 64;

    /// <summary>The words of a text in its order.</summary>
    public static Word[] Of(string text)
    {
        var words = new List<Word>(text.Length / 5);
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                i++;
                continue;
            }

            var end = EndOf(text, i);
            words.Add(new Word(Fold(text.AsSpan(i, end - i)), i, end));
            i = end;
        }

        return [.. words];
    }

    private static int EndOf(string text, int start)
    {
        var i = start + 1;
        while (i < text.Length)
        {
            if (char.IsLetterOrDigit(text[i]) || IsJoined(text[i]))
            {
                i++;
            }
            else if (i + 1 < text.Length
                && ((IsApostrophe(text[i]) && char.IsLetter(text[i + 1]))
                    || (text[i] == '.' && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1]))))
            {
                i += 2;
            }
            else
            {
                break;
            }
        }

        return i;
    }

    private static string Fold(ReadOnlySpan<char> raw)
    {
        var folded = raw.Length <= LongestOnStack ? stackalloc char[LongestOnStack] : new char[raw.Length];
        var length = 0;
        foreach (var character in raw)
        {
            if (IsApostrophe(character))
            {
                folded[length++] = '\'';
            }
            else if (!IsInvisible(character))
            {
                folded[length++] = char.ToLowerInvariant(character);
            }
        }

        return new string(folded[..length]);
    }

    // Combining marks and invisible characters do not end a word.
    private static bool IsJoined(char character) =>
        char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark || IsInvisible(character);

    private static bool IsInvisible(char character) => char.GetUnicodeCategory(character) == UnicodeCategory.Format;

    private static bool IsApostrophe(char character) => character is '\'' or '\u2019';
}
