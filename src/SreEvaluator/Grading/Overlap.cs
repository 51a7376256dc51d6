using System.Collections.Frozen;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading;

/// <summary>Finds in a text the runs of words that other texts hold too.</summary>
internal sealed class Overlap
{
    private readonly int _run;
    private readonly FrozenSet<string> _runs;

    /// <summary>Takes the other texts.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="run">How many words in a row count as a run; at least 1.</param>
    /// <param name="except">A text whose runs don't count; may be empty.</param>
    public Overlap(IEnumerable<string> texts, int run, string except = "")
    {
        _run = run;
        var excepted = Runs(Words.Of(except)).ToHashSet(StringComparer.Ordinal);
        _runs = texts.SelectMany(text => Runs(Words.Of(text))).Where(words => !excepted.Contains(words)).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Whether each word lies in a run that the other texts hold.</summary>
    public bool[] In(ReadOnlySpan<Word> words)
    {
        var shared = new bool[words.Length];
        for (var start = 0; start + _run <= words.Length; start++)
        {
            if (_runs.Contains(Key(words.Slice(start, _run))))
            {
                shared.AsSpan(start, _run).Fill(true);
            }
        }

        return shared;
    }

    private IEnumerable<string> Runs(Word[] words)
    {
        for (var start = 0; start + _run <= words.Length; start++)
        {
            yield return Key(words.AsSpan(start, _run));
        }
    }

    private static string Key(ReadOnlySpan<Word> words)
    {
        var parts = new string[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            parts[i] = words[i].Text;
        }

        return string.Join(' ', parts);
    }
}
