using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading;

/// <summary>Finds in a text the runs of words that other texts hold too.</summary>
internal sealed class Overlap
{
    private readonly int _run;
    private readonly HashSet<long> _runs = [];

    /// <summary>Takes the other texts.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="run">How many words in a row count as a run; at least 1.</param>
    /// <param name="except">A text whose runs don't count; may be empty.</param>
    public Overlap(IEnumerable<string> texts, int run, string except = "")
    {
        _run = run;
        foreach (var text in texts)
        {
            AddRuns(text, _runs);
        }

        var excepted = new HashSet<long>();
        AddRuns(except, excepted);
        _runs.ExceptWith(excepted);
    }

    /// <summary>Whether each word lies in a run that the other texts hold.</summary>
    public bool[] In(ReadOnlySpan<Word> words)
    {
        var shared = new bool[words.Length];
        for (var start = 0; start + _run <= words.Length; start++)
        {
            if (_runs.Contains(Hash(words.Slice(start, _run))))
            {
                shared.AsSpan(start, _run).Fill(true);
            }
        }

        return shared;
    }

    private void AddRuns(string text, HashSet<long> runs)
    {
        var words = Words.Of(text);
        for (var start = 0; start + _run <= words.Length; start++)
        {
            runs.Add(Hash(words.AsSpan(start, _run)));
        }
    }

    /// <summary>A number for a run of words.</summary>
    // FNV-1a of 64 bits: of so few runs no two meet by chance, and no text is put together for each place.
    internal static long Hash(ReadOnlySpan<Word> words)
    {
        var hash = 14695981039346656037;
        foreach (var word in words)
        {
            foreach (var character in word.Text)
            {
                hash = (hash ^ character) * 1099511628211;
            }

            hash = (hash ^ ' ') * 1099511628211;
        }

        return (long)hash;
    }
}
