using System.Collections.Frozen;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading;

/// <summary>Which words say something by themselves, and which only hold others together.</summary>
internal static class Content
{
    /// <summary>The fewest content words of a text that says anything: "revisit quarterly".</summary>
    public const double Least = 2;

    /// <summary>In scripts without spaces a word is about this many characters.</summary>
    private const double CharactersOfAWord = 3;

    private static readonly FrozenSet<string> Function = FrozenSet.Create(
        StringComparer.Ordinal,
        "a", "an", "the", "this", "that", "these", "those", "it", "its", "it's", "i", "i'd", "i'll", "i'm", "i've", "me", "my", "we", "we'd", "we'll", "we're", "we've",
        "us", "our", "you", "your", "he", "she", "they", "them", "their", "who", "which", "what", "there", "here", "and", "or", "but", "if", "then", "than", "so", "as",
        "of", "to", "in", "on", "at", "by", "for", "from", "with", "into", "about", "is", "are", "was", "were", "be", "been", "am", "do", "does", "did", "have", "has",
        "had", "will", "would", "can", "could", "should", "may", "might", "must", "also", "just", "very", "too", "some", "any", "such", "etc");

    /// <summary>Whether a word only holds others together.</summary>
    public static bool IsFunction(string word) => Function.Contains(word);

    /// <summary>How many words of some say something by themselves; fractions come from scripts without spaces.</summary>
    public static double Count(ReadOnlySpan<Word> words)
    {
        var count = 0.0;
        foreach (var word in words)
        {
            count += Of(word.Text);
        }

        return count;
    }

    /// <summary>What one word counts.</summary>
    public static double Of(string word)
    {
        if (word.Length == 0 || IsFunction(word))
        {
            return 0;
        }

        return word[0] >= '\u2E80' ? word.Length / CharactersOfAWord : 1;
    }
}
