using System.Collections.Frozen;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading;

/// <summary>The words that the cues and statements of a question's key points hold.</summary>
internal sealed class WantedWords
{
    private const int LeastLetters = 2;

    /// <summary>Shorter words of a statement stand in any text.</summary>
    private const int LeastTellingLetters = 4;

    /// <summary>Words of a statement count by their first letters.</summary>
    private const int StemLength = 6;

    private readonly FrozenSet<string> _whole;
    private readonly FrozenSet<string> _beginnings;

    /// <summary>Collects them.</summary>
    public WantedWords(Question question)
    {
        var wanted = question.KeyPoints.SelectMany(WantedBy).ToList();
        _whole = wanted.Where(item => item.Whole).Select(item => item.Text).ToFrozenSet(StringComparer.Ordinal);
        _beginnings = wanted.Where(item => !item.Whole).Select(item => item.Text).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Whether a word is one of them, or begins with one that stands for a stem.</summary>
    public bool Contains(Word word)
    {
        if (_whole.Contains(word.Text))
        {
            return true;
        }

        var beginnings = _beginnings.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = LeastLetters; length <= word.Text.Length; length++)
        {
            if (beginnings.Contains(word.Text.AsSpan(0, length)))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<(string Text, bool Whole)> WantedBy(KeyPoint point)
    {
        foreach (var stem in point.Cues.SelectMany(cue => cue.Groups.SelectMany(group => group)))
        {
            foreach (var word in Words.Of(stem).Where(word => word.Text.Length >= LeastLetters && !Content.IsFunction(word.Text)))
            {
                yield return (word.Text, stem.EndsWith('$'));
            }
        }

        foreach (var word in Words.Of(point.Statement).Where(word => word.Text.Length > LeastTellingLetters))
        {
            yield return (word.Text[..Math.Min(StemLength, word.Text.Length)], false);
        }
    }
}
