using System.Collections.Frozen;
using System.Collections.Immutable;

namespace SreEvaluator.Rubrics;

/// <summary>Finds which groups of many cues have a stem in a sentence, in one pass over its words.</summary>
internal sealed class CueIndex
{
    private readonly FrozenDictionary<string, Stem[]>.AlternateLookup<ReadOnlySpan<char>> _byFirstWord;
    private readonly int _shortest;
    private readonly int _longest;

    /// <summary>Indexes cues; their order gives the places of their results.</summary>
    public CueIndex(IReadOnlyList<Cue> cues)
    {
        var stems = new Dictionary<string, List<Stem>>(StringComparer.Ordinal);
        for (var cue = 0; cue < cues.Count; cue++)
        {
            for (var group = 0; group < cues[cue].Groups.Length; group++)
            {
                foreach (var stem in cues[cue].Groups[group])
                {
                    Add(stem, cue, group);
                }
            }
        }

        Cues = [.. cues];
        _shortest = stems.Count == 0 ? 0 : stems.Keys.Min(key => key.Length);
        _longest = stems.Count == 0 ? 0 : stems.Keys.Max(key => key.Length);
        _byFirstWord = stems
            .ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();

        void Add(string stem, int cue, int group)
        {
            var parts = Parts(stem);
            if (parts.Length == 0)
            {
                return;
            }

            if (!stems.TryGetValue(parts[0].Text, out var sameFirst))
            {
                stems.Add(parts[0].Text, sameFirst = []);
            }

            sameFirst.Add(new Stem(parts, cue, group));
        }
    }

    /// <summary>The cues, in the order of the results.</summary>
    public ImmutableArray<Cue> Cues { get; }

    /// <summary>Marks which groups of each cue have a stem in the words.</summary>
    /// <param name="words">The words of one sentence.</param>
    /// <param name="asserted">The same words with a blank for each that denies or is denied.</param>
    /// <param name="groups">One for each cue; gets a bit set for each group that was found. Bits that are set stay set.</param>
    public void Find(ReadOnlySpan<Word> words, ReadOnlySpan<Word> asserted, Span<int> groups)
    {
        for (var at = 0; at < words.Length; at++)
        {
            var text = words[at].Text.AsSpan();
            for (var length = _shortest; length <= Math.Min(_longest, text.Length); length++)
            {
                if (_byFirstWord.TryGetValue(text[..length], out var stems))
                {
                    foreach (var stem in stems)
                    {
                        if (stem.Matches(stem.Denies ? words[at..] : asserted[at..]))
                        {
                            groups[stem.Cue] |= 1 << stem.Group;
                        }
                    }
                }
            }
        }
    }

    /// <summary>Marks which groups of each cue have a stem in words of which none is denied.</summary>
    /// <param name="words">The words of one sentence.</param>
    /// <param name="groups">As in the other form.</param>
    public void Find(ReadOnlySpan<Word> words, Span<int> groups) => Find(words, words, groups);

    /// <summary>Whether every group of a cue is among those found.</summary>
    /// <param name="cue">The cue's place.</param>
    /// <param name="groups">The groups found, as Find marks them.</param>
    public bool Fires(int cue, int groups) => groups == (1 << Cues[cue].Groups.Length) - 1;

    private static StemPart[] Parts(string stem)
    {
        var words = Words.Of(stem);
        return [.. words.Select(word => new StemPart(word.Text, Whole: word.End < stem.Length && stem[word.End] == '$'))];
    }

    private readonly record struct StemPart(string Text, bool Whole)
    {
        public bool Matches(string word) => Whole ? word == Text : word.StartsWith(Text, StringComparison.Ordinal);
    }

    private readonly record struct Stem(StemPart[] Parts, int Cue, int Group)
    {
        /// <summary>Whether it holds a denial itself, as "no blame" does, and so is looked for among denied words too.</summary>
        public bool Denies { get; } = Parts.Any(part => Denials.Contains(part.Text));

        public bool Matches(ReadOnlySpan<Word> words)
        {
            if (words.Length < Parts.Length)
            {
                return false;
            }

            for (var i = 0; i < Parts.Length; i++)
            {
                if (!Parts[i].Matches(words[i].Text))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
