using System.Collections.Immutable;

namespace SreEvaluator.Rubrics;

/// <summary>Finds which groups of many cues have a stem in a sentence, in one pass over its words.</summary>
internal sealed class CueIndex
{
    /// <summary>Of FNV-1a.</summary>
    private const uint HashBasis = 2166136261;

    // By the hash of the first word, which grows letter by letter; that it is the word, matching shows.
    private readonly Dictionary<int, List<Stem>> _byFirstWord = [];
    private readonly int _longest;

    /// <summary>Indexes cues; their order gives the places of their results.</summary>
    public CueIndex(IReadOnlyList<Cue> cues)
    {
        var number = 0;
        for (var cue = 0; cue < cues.Count; cue++)
        {
            for (var group = 0; group < cues[cue].Groups.Length; group++)
            {
                foreach (var stem in cues[cue].Groups[group])
                {
                    var parts = Parts(stem);
                    if (parts.Length > 0)
                    {
                        Add(new Stem(parts, cue, group, number));
                        _longest = Math.Max(_longest, parts[0].Text.Length);
                    }

                    number++;
                }
            }
        }

        Cues = [.. cues];
    }

    /// <summary>The cues, in the order of the results.</summary>
    public ImmutableArray<Cue> Cues { get; }

    /// <summary>Marks which groups of each cue have a stem in the words.</summary>
    /// <param name="words">The words of one sentence.</param>
    /// <param name="asserted">The same words with a blank for each that denies or is denied.</param>
    /// <param name="groups">One for each cue; gets a bit set for each group that was found. Bits that are set stay set.</param>
    public void Find(ReadOnlySpan<Word> words, ReadOnlySpan<Word> asserted, Span<int> groups) => Find(words, asserted, groups, []);

    /// <summary>The same, and which groups have a stem among all words, denied or not.</summary>
    /// <param name="words">The words of one sentence.</param>
    /// <param name="asserted">The same words with a blank for each that denies or is denied.</param>
    /// <param name="groups">As in the other form.</param>
    /// <param name="all">The same for all words; empty where that is not asked.</param>
    /// <param name="stems">
    /// Gets the number of each stem that was found for a group, as often as it was found; stems are numbered in their order, through all cues. Null where that is not asked.
    /// </param>
    public void Find(ReadOnlySpan<Word> words, ReadOnlySpan<Word> asserted, Span<int> groups, Span<int> all, List<int>? stems = null)
    {
        for (var at = 0; at < words.Length; at++)
        {
            var text = words[at].Text;
            var hash = HashBasis;
            for (var i = 0; i < Math.Min(_longest, text.Length); i++)
            {
                hash = Extended(hash, text[i]);
                if (_byFirstWord.TryGetValue((int)hash, out var candidates))
                {
                    Mark(candidates, words[at..], asserted[at..], groups, all, stems);
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

    private static void Mark(
        List<Stem> candidates, ReadOnlySpan<Word> words, ReadOnlySpan<Word> asserted, Span<int> groups, Span<int> all, List<int>? stems)
    {
        foreach (var stem in candidates)
        {
            if (!stem.Matches(words))
            {
                continue;
            }

            if (!all.IsEmpty)
            {
                all[stem.Cue] |= 1 << stem.Group;
            }

            if (stem.Denies || stem.Matches(asserted))
            {
                groups[stem.Cue] |= 1 << stem.Group;
                stems?.Add(stem.Number);
            }
        }
    }

    private static StemPart[] Parts(string stem)
    {
        var words = Words.Of(stem);
        var parts = new StemPart[words.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = new StemPart(words[i].Text, Whole: words[i].End < stem.Length && stem[words[i].End] == '$');
        }

        return parts;
    }

    private static uint Extended(uint hash, char character) => unchecked((hash ^ character) * 16777619);

    private void Add(Stem stem)
    {
        var hash = HashBasis;
        foreach (var character in stem.Parts[0].Text)
        {
            hash = Extended(hash, character);
        }

        if (!_byFirstWord.TryGetValue((int)hash, out var sameFirst))
        {
            _byFirstWord.Add((int)hash, sameFirst = []);
        }

        sameFirst.Add(stem);
    }

    private sealed record StemPart(string Text, bool Whole)
    {
        public bool Matches(string word) => Whole ? word == Text : word.StartsWith(Text, StringComparison.Ordinal);
    }

    private sealed record Stem(StemPart[] Parts, int Cue, int Group, int Number)
    {
        /// <summary>Whether it holds a denial itself, as "no blame" does, and so is looked for among denied words too.</summary>
        public bool Denies { get; } = Array.Exists(Parts, part => Denials.Contains(part.Text));

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
