namespace SreEvaluator;

/// <summary>Finds the names that somebody may have meant.</summary>
internal static class NearestNames
{
    // Below it a name is closer to chance than to what was typed.
    private const double LeastCloseness = 0.45;

    /// <summary>The known names that are close to a wanted one, closest first.</summary>
    /// <param name="wanted">What was typed.</param>
    /// <param name="known">The names that exist.</param>
    /// <param name="most">How many to give at most.</param>
    public static IReadOnlyList<string> Of(string wanted, IEnumerable<string> known, int most) =>
        [.. known
            .Select(name => (Name: name, Closeness: Closeness(wanted, name)))
            .Where(candidate => candidate.Closeness >= LeastCloseness)
            .OrderByDescending(candidate => candidate.Closeness)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Take(most)
            .Select(candidate => candidate.Name)];

    // The better of how few letters differ and how many words are shared, the other adding a little so that it breaks ties.
    private static double Closeness(string wanted, string known)
    {
        var letters = Likeness(wanted.ToLowerInvariant(), known.ToLowerInvariant());
        var words = SharedWords(wanted, known);
        return Math.Max(letters, words) + (Math.Min(letters, words) / 10);
    }

    private static double SharedWords(string wanted, string known)
    {
        var wantedWords = Tokens(wanted);
        var knownWords = Tokens(known);
        if (wantedWords.Count == 0)
        {
            return 0;
        }

        var initials = string.Concat(knownWords.Select(word => word[0]));
        var shared = wantedWords.Sum(word => Math.Max(
            knownWords.Max(other => WordLikeness(word, other)),
            initials.Length > 1 && (word == initials || word == initials + "s") ? 1 : 0));
        return shared / wantedWords.Count;
    }

    private static double WordLikeness(string word, string other) =>
        word.Length > 2 && (other.StartsWith(word, StringComparison.Ordinal) || word.StartsWith(other, StringComparison.Ordinal))
            ? (double)Math.Min(word.Length, other.Length) / Math.Max(word.Length, other.Length) / 4 + 0.75
            : Likeness(word, other) is >= 0.6 and var likeness ? likeness : 0;

    private static List<string> Tokens(string name)
    {
        var tokens = new List<string>();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var ends = i == name.Length || !char.IsLetterOrDigit(name[i]) || (i > start && char.IsUpper(name[i]) && char.IsLower(name[i - 1]));
            if (ends)
            {
                if (i > start)
                {
                    tokens.Add(name[start..i].ToLowerInvariant());
                }

                start = i < name.Length && char.IsLetterOrDigit(name[i]) ? i : i + 1;
            }
        }

        return tokens;
    }

    // 1 for the same text, 0 where every letter differs.
    private static double Likeness(string one, string other) =>
        1 - ((double)Distance(one, other) / Math.Max(1, Math.Max(one.Length, other.Length)));

    // Levenshtein's distance, with the swap of two neighbours as one edit.
    private static int Distance(string one, string other)
    {
        var beforeLast = new int[other.Length + 1];
        var last = Enumerable.Range(0, other.Length + 1).ToArray();
        var current = new int[other.Length + 1];
        for (var i = 1; i <= one.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                current[j] = Math.Min(Math.Min(current[j - 1], last[j]) + 1, last[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
                }
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[other.Length];
    }
}
