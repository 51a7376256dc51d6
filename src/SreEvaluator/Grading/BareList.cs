using System.Buffers;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading;

/// <summary>Tells passages that only name things, keywords or alternatives, from those that say something about them.</summary>
internal static class BareList
{
    /// <summary>The fewest items of a list of keywords. Terse notes name four or six things at a time.</summary>
    private const int LeastItems = 10;

    /// <summary>The most words of an item on average.</summary>
    private const double MostWordsOfAnItem = 3;

    /// <summary>The largest share of words that hold others together.</summary>
    private const double MostFunctionWords = 0.12;

    /// <summary>The fewest "or" in a passage that commits to nothing.</summary>
    private const int LeastAlternatives = 4;

    private static readonly SearchValues<char> Marks = SearchValues.Create(",;/|\u2022\u00B7+&\n\r");

    /// <summary>The most words of a line that is an item of a list which goes on in the next one.</summary>
    private const int MostWordsOfALine = 3;

    /// <summary>The spans of a text that are bare lists, as places among its words: from the first to before the last.</summary>
    public static List<Range> Among(string text, Word[] words)
    {
        var lists = new List<Range>();
        var first = 0;
        var line = 0;
        for (var next = 1; next <= words.Length; next++)
        {
            var gap = next == words.Length ? [] : text.AsSpan(words[next - 1].End, words[next].Start - words[next - 1].End);
            var goesOn = next - line <= MostWordsOfALine;
            line = gap.Contains('\n') ? next : line;
            if (next == words.Length || Ends(gap, goesOn))
            {
                if (Is(text, words.AsSpan(first, next - first)))
                {
                    lists.Add(first..next);
                }

                first = next;
            }
        }

        return lists;
    }

    private static bool Is(string text, ReadOnlySpan<Word> words)
    {
        if (words.Length < LeastItems)
        {
            return false;
        }

        var items = 1;
        var functions = 0;
        var alternatives = 0;
        for (var i = 0; i < words.Length; i++)
        {
            items += i > 0 && text.AsSpan(words[i - 1].End, words[i].Start - words[i - 1].End).ContainsAny(Marks) ? 1 : 0;
            functions += Content.IsFunction(words[i].Text) ? 1 : 0;
            alternatives += words[i].Text == "or" ? 1 : 0;
        }

        return alternatives >= LeastAlternatives
            || (items >= LeastItems && words.Length <= MostWordsOfAnItem * items && functions <= MostFunctionWords * words.Length);
    }

    private static bool Ends(ReadOnlySpan<char> gap, bool goesOn)
    {
        var mark = gap.IndexOfAny(".!?");
        return (mark >= 0 && gap[mark..].ContainsAny(" \t\r\n")) || gap.Count('\n') > (goesOn ? 1 : 0);
    }
}
