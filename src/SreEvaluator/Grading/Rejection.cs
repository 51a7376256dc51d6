using System.Collections.Frozen;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading;

/// <summary>Which words of a sentence are clearly rejected. Stricter than <see cref="Polarity"/>: what a condition denies, or denies twice, is not.</summary>
internal static class Rejection
{
    /// <summary>How many words after a condition's first one it may deny something.</summary>
    private const int Reach = 4;

    /// <summary>How many words after a denial a "without" makes it an assertion: "nobody touches it without saying so".</summary>
    private const int TwiceReach = 8;

    private static readonly FrozenSet<string> Conditions = FrozenSet.Create(StringComparer.Ordinal, "if", "whether", "unless", "when", "where", "while", "because", "since", "as", "why");

    /// <summary>The words with a blank in place of each that rejects or is rejected.</summary>
    /// <param name="text">The raw text that the words are of.</param>
    /// <param name="words">The sentence's words.</param>
    public static Word[] Asserted(string text, Word[] words)
    {
        var unclear = Enumerable.Range(0, words.Length).Where(place => Denials.BeginAt(words, place) && IsUnclear(words, place)).ToList();
        if (unclear.Count == 0)
        {
            return Polarity.Asserted(text, words);
        }

        Word[] cleared = [.. words];
        foreach (var place in unclear)
        {
            cleared[place] = words[place] with { Text = string.Empty };
        }

        return Polarity.Asserted(text, cleared);
    }

    private static bool IsUnclear(Word[] words, int place) =>
        words.Take(place).TakeLast(Reach).Any(word => Conditions.Contains(word.Text))
        || Near(words.Skip(place + 1), word => word is "without" or "unless" or "until" or "before")
        || (words[place].Text == "without" && Near(words.Take(place).Reverse(), Denials.Contains));

    private static bool Near(IEnumerable<Word> words, Func<string, bool> wanted) => words.Take(TwiceReach).Any(word => wanted(word.Text));
}
