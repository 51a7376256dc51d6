using System.Collections.Frozen;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Local;

/// <summary>The words that tie others together, of which lists of terms have few.</summary>
internal static class FunctionWords
{
    private static readonly FrozenSet<string> All = FrozenSet.Create(
        StringComparer.Ordinal,
        "the", "a", "an", "and", "or", "of", "to", "in", "on", "for", "with", "that", "this", "it", "is", "are", "was", "be", "i", "we", "you", "they",
        "my", "our", "would", "will", "can", "should", "have", "has", "had", "do", "so", "as", "at", "by", "from", "if", "then", "what", "which", "when",
        "where", "who", "how", "there", "their", "its");

    /// <summary>The stems of them, as terms.</summary>
    public static IEnumerable<int> Stems { get; } = [.. All.Select(word => TermBag.StemOf(new Word(word, 0, word.Length)))];

    /// <summary>Whether a word is one of them.</summary>
    public static bool Contains(string word) => All.Contains(word);
}
