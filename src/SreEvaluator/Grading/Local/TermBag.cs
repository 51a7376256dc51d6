using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Local;

/// <summary>
/// The terms of a short text, each once with its weight: stems and pairs of neighbouring stems, or runs of characters. Made to be filled again and again without
/// allocating; for one thread at a time.
/// </summary>
internal sealed class TermBag
{
    /// <summary>What a pair of neighbouring stems counts beside the stems themselves.</summary>
    private const float PairShare = 0.5f;

    private const uint Basis = 2166136261;
    private const uint StemSeed = 17;
    private const uint RunSeed = 31;
    private const int ShortestRun = 3;
    private const int LongestRun = 5;
    private const int LongestWord = 32;

    // 1 + the place of a term; 0 where none is. Never more than half full.
    private int[] _slots = new int[512];
    private int[] _terms = new int[256];
    private float[] _values = new float[256];
    private bool[] _asserted = new bool[256];

    /// <summary>How many terms there are.</summary>
    public int Count { get; private set; }

    /// <summary>The terms' hashes, in the order in which they were first met.</summary>
    public ReadOnlySpan<int> Terms => _terms.AsSpan(0, Count);

    /// <summary>The weight of each term.</summary>
    public ReadOnlySpan<float> Values => _values.AsSpan(0, Count);

    /// <summary>Whether each term stands anywhere in words that are asserted.</summary>
    public ReadOnlySpan<bool> Asserted => _asserted.AsSpan(0, Count);

    /// <summary>The Euclidean length of the weights; 1 where there is no term.</summary>
    public float Length
    {
        get
        {
            float squares = 0;
            foreach (var value in Values)
            {
                squares += value * value;
            }

            return squares == 0 ? 1 : MathF.Sqrt(squares);
        }
    }

    /// <summary>The sum of the weights; 1 where there is no term.</summary>
    public float Sum
    {
        get
        {
            float sum = 0;
            foreach (var value in Values)
            {
                sum += value;
            }

            return sum == 0 ? 1 : sum;
        }
    }

    /// <summary>The hash of a word's stem as a term.</summary>
    public static int StemOf(Word word) => HashOf(TermWeights.Stem(word));

    /// <summary>The hash of a stem as a term.</summary>
    public static int HashOf(ReadOnlySpan<char> stem) => Hash(stem, StemSeed);

    /// <summary>The stems of words, each once, with their shares.</summary>
    /// <param name="words">The words.</param>
    /// <param name="weights">How telling words are.</param>
    public WeighedStem[] StemsOf(ReadOnlySpan<Word> words, TermWeights weights)
    {
        TakeSingleStems(words, weights);
        var stems = new WeighedStem[Count];
        var length = Length;
        for (var i = 0; i < stems.Length; i++)
        {
            stems[i] = new WeighedStem(_terms[i], _values[i] / length);
        }

        return stems;
    }

    /// <summary>Takes the stems of words, and their pairs.</summary>
    /// <param name="words">The words.</param>
    /// <param name="asserted">The same with blanks for those that are denied, which part their neighbours.</param>
    /// <param name="weights">How telling words are.</param>
    public void TakeStems(ReadOnlySpan<Word> words, ReadOnlySpan<Word> asserted, TermWeights weights)
    {
        Clear();
        var last = 0;
        var lastWeight = 0f;
        for (var i = 0; i < words.Length; i++)
        {
            var stem = StemOf(words[i]);
            var weight = weights.Of(stem);
            var stands = asserted[i].Text.Length > 0;
            Add(stem, weight, stands);
            if (i > 0)
            {
                Add(Pair(last, stem), PairShare * (weight + lastWeight) / 2, stands && asserted[i - 1].Text.Length > 0);
            }

            last = stem;
            lastWeight = weight;
        }
    }

    /// <summary>Takes the pairs of neighbouring stems alone, all of the same weight.</summary>
    public void TakePairs(ReadOnlySpan<Word> words)
    {
        Clear();
        for (var i = 1; i < words.Length; i++)
        {
            Add(Pair(StemOf(words[i - 1]), StemOf(words[i])), 1, asserted: true);
        }
    }

    /// <summary>Takes the stems alone.</summary>
    public void TakeSingleStems(ReadOnlySpan<Word> words, TermWeights weights)
    {
        Clear();
        foreach (var word in words)
        {
            var stem = StemOf(word);
            Add(stem, weights.Of(stem), asserted: true);
        }
    }

    /// <summary>Takes the runs of three to five characters within words, each weighted as its word.</summary>
    /// <param name="words">The words.</param>
    /// <param name="asserted">The same with blanks for those that are denied.</param>
    /// <param name="weights">How telling words are.</param>
    public void TakeRuns(ReadOnlySpan<Word> words, ReadOnlySpan<Word> asserted, TermWeights weights)
    {
        Clear();
        Span<char> padded = stackalloc char[LongestWord + 2];
        for (var place = 0; place < words.Length; place++)
        {
            var word = words[place].Text;
            if (word.Length > LongestWord)
            {
                continue;
            }

            padded[0] = ' ';
            word.CopyTo(padded[1..]);
            padded[word.Length + 1] = ' ';
            var text = padded[..(word.Length + 2)];
            var weight = weights.Of(StemOf(words[place]));
            var stands = asserted[place].Text.Length > 0;
            for (var start = 0; start + ShortestRun <= text.Length; start++)
            {
                var hash = Basis ^ RunSeed;
                for (var end = start; end < Math.Min(start + LongestRun, text.Length); end++)
                {
                    hash = Extended(hash, text[end]);
                    if (end - start + 1 >= ShortestRun)
                    {
                        Add((int)hash, weight, stands);
                    }
                }
            }
        }
    }

    private static int Pair(int first, int second) => unchecked((first * 31) ^ second);

    // string.GetHashCode is seeded anew in each process, so it would not be deterministic: FNV-1a.
    private static int Hash(ReadOnlySpan<char> text, uint seed)
    {
        var hash = Basis ^ seed;
        foreach (var character in text)
        {
            hash = Extended(hash, character);
        }

        return (int)hash;
    }

    private static uint Extended(uint hash, char character) => unchecked((hash ^ character) * 16777619);

    private void Clear()
    {
        Array.Clear(_slots);
        Count = 0;
    }

    private void Add(int term, float value, bool asserted)
    {
        if (2 * (Count + 1) > _slots.Length)
        {
            Grow();
        }

        ref var slot = ref SlotOf(term);
        if (slot == 0)
        {
            (_terms[Count], _values[Count], _asserted[Count]) = (term, value, asserted);
            slot = ++Count;
            return;
        }

        // A run stands in words of different weight; the most telling one counts.
        _values[slot - 1] = Math.Max(_values[slot - 1], value);
        _asserted[slot - 1] |= asserted;
    }

    private ref int SlotOf(int term)
    {
        var mask = _slots.Length - 1;
        var at = (term ^ (term >>> 15)) & mask;
        while (_slots[at] != 0 && _terms[_slots[at] - 1] != term)
        {
            at = (at + 1) & mask;
        }

        return ref _slots[at];
    }

    private void Grow()
    {
        _slots = new int[2 * _slots.Length];
        Array.Resize(ref _terms, _slots.Length / 2);
        Array.Resize(ref _values, _slots.Length / 2);
        Array.Resize(ref _asserted, _slots.Length / 2);
        for (var place = 0; place < Count; place++)
        {
            SlotOf(_terms[place]) = place + 1;
        }
    }
}
