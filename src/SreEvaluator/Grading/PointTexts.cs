using System.Collections.Frozen;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading;

/// <summary>What a key point says, made ready for telling whether words have to do with it.</summary>
internal sealed class PointTexts
{
    /// <summary>Words that begin with the same letters, so many, count as the same: "communicate" and "communication".</summary>
    private const int StemLength = 5;

    /// <summary>The fewest letters of a word that tells a point from another.</summary>
    private const int LeastLetters = 4;

    private readonly CueIndex _cues;
    private readonly FrozenSet<string> _statement;
    private readonly FrozenSet<string> _all;

    /// <summary>Makes a key point ready.</summary>
    public PointTexts(KeyPoint point)
    {
        _cues = new CueIndex(point.Cues);
        _statement = Stems([point.Statement]);
        _all = Stems(
            [point.Statement, point.Covered, point.Partial, point.Hint, point.Advice, point.Probe, .. point.Exemplars,
                .. point.Cues.SelectMany(cue => cue.Groups.SelectMany(group => group))]);
    }

    /// <summary>Whether a cue of the point fires in words of which the denied ones are blank.</summary>
    public bool CueFires(ReadOnlySpan<Word> words, ReadOnlySpan<Word> asserted)
    {
        var groups = new int[_cues.Cues.Length];
        _cues.Find(words, asserted, groups);
        for (var cue = 0; cue < groups.Length; cue++)
        {
            if (_cues.Fires(cue, groups[cue]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether every cue that fires in words has all its stems among the denied ones.</summary>
    public bool IsDenied(ReadOnlySpan<Word> words, ReadOnlySpan<Word> asserted)
    {
        var all = new int[_cues.Cues.Length];
        var left = new int[_cues.Cues.Length];
        _cues.Find(words, words, all);
        _cues.Find(words, asserted, left);
        for (var cue = 0; cue < all.Length; cue++)
        {
            if (_cues.Fires(cue, all[cue]) && left[cue] != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How many of the words stand in the point's statement, in any form.</summary>
    public int SharedWithStatement(ReadOnlySpan<Word> words) => Shared(words, _statement);

    /// <summary>How many of the words stand anywhere in what the rubric says of the point, in any form.</summary>
    public int Shared(ReadOnlySpan<Word> words) => Shared(words, _all);

    private static int Shared(ReadOnlySpan<Word> words, FrozenSet<string> stems)
    {
        var shared = 0;
        foreach (var word in words)
        {
            shared += Tells(word.Text) && stems.Contains(Stem(word.Text)) ? 1 : 0;
        }

        return shared;
    }

    private static FrozenSet<string> Stems(IEnumerable<string> texts) =>
        texts.SelectMany(Words.Of).Select(word => word.Text).Where(Tells).Select(Stem).ToFrozenSet(StringComparer.Ordinal);

    private static bool Tells(string word) => word.Length >= LeastLetters && !Content.IsFunction(word) && !Denials.Contains(word);

    private static string Stem(string word) => word.Length <= StemLength ? word : word[..StemLength];
}
