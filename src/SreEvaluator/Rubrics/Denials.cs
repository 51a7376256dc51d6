using System.Collections.Frozen;

namespace SreEvaluator.Rubrics;

/// <summary>Words that deny or reject what follows them.</summary>
internal static class Denials
{
    // What a candidate does or holds is denied by these; "nobody" and "can't" more often tell of a trouble than of a refusal.
    private static readonly FrozenSet<string> All = FrozenSet.Create(
        StringComparer.Ordinal,
        "not", "no", "never", "without", "none", "neither", "nor", "skip", "skipping", "skipped", "ignore", "ignoring", "avoid", "refuse", "refused",
        "don't", "dont", "didn't", "didnt", "wouldn't", "wouldnt", "shouldn't", "shouldnt", "haven't", "havent", "hasn't", "isn't", "isnt", "aren't", "hadn't", "wasn't", "weren't");

    private static readonly FrozenSet<string> Softeners = FrozenSet.Create(
        StringComparer.Ordinal, "only", "just", "merely", "necessarily", "matter", "doubt", "later", "longer", "more", "less", "least");

    /// <summary>Whether a word can deny or reject what follows it.</summary>
    public static bool Contains(string word) => All.Contains(word);

    /// <summary>Whether the words from a place on begin with a denial: "not only", "no matter" are none, "instead of", "rather than" are.</summary>
    public static bool BeginAt(ReadOnlySpan<Word> words, int place)
    {
        var next = place + 1 < words.Length ? words[place + 1].Text : string.Empty;
        return words[place].Text switch
        {
            "instead" => next == "of",
            "rather" => next == "than",
            var word => All.Contains(word) && !Softeners.Contains(next),
        };
    }
}
