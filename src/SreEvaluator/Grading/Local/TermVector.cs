using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Local;

/// <summary>What a short text is made of, as a sparse vector: stems with pairs of neighbours, or runs of characters.</summary>
/// <param name="Terms">Hashes of the terms, ascending, each once.</param>
/// <param name="Values">The value of each term.</param>
internal sealed record TermVector(int[] Terms, float[] Values)
{
    /// <summary>What a pair of neighbouring stems counts beside the stems themselves.</summary>
    private const float PairShare = 0.5f;

    private const uint StemSeed = 17;
    private const uint RunSeed = 31;
    private const int ShortestRun = 3;
    private const int LongestRun = 5;
    private const int LongestWord = 32;

    /// <summary>The stems, weighted by how telling they are, and pairs of neighbours.</summary>
    /// <param name="words">The words; blanks part their neighbours.</param>
    /// <param name="whole">The words whose vector would have length 1: the same ones, or those of the sentence that they are left of.</param>
    /// <param name="weights">How telling words are.</param>
    public static TermVector OfStems(Word[] words, Word[] whole, TermWeights weights) =>
        Scaled(StemsOf(words, weights), ReferenceEquals(words, whole) ? null : StemsOf(whole, weights));

    /// <summary>The runs of three to five characters within words, each weighted as its word.</summary>
    /// <param name="words">The words.</param>
    /// <param name="whole">As for stems.</param>
    /// <param name="weights">How telling words are.</param>
    public static TermVector OfCharacters(Word[] words, Word[] whole, TermWeights weights) =>
        Scaled(RunsOf(words, weights), ReferenceEquals(words, whole) ? null : RunsOf(whole, weights));

    /// <summary>Each stem once, with no regard to how telling it is.</summary>
    public static TermVector OfPresence(ReadOnlySpan<Word> words)
    {
        var stems = new SortedSet<int>();
        foreach (var word in words)
        {
            if (word.Text.Length > 0)
            {
                stems.Add(Hash(TermWeights.Stem(word), StemSeed));
            }
        }

        return new TermVector([.. stems], [.. Enumerable.Repeat(1f, stems.Count)]);
    }

    /// <summary>The stems by the share that each has in the weight of all, so that the product with presence is a recall.</summary>
    public static TermVector OfShares(ReadOnlySpan<Word> words, TermWeights weights)
    {
        var shares = new SortedDictionary<int, float>();
        foreach (var word in words)
        {
            shares[Hash(TermWeights.Stem(word), StemSeed)] = weights.Of(word);
        }

        var total = shares.Values.Sum();
        return new TermVector([.. shares.Keys], [.. shares.Values.Select(value => value / total)]);
    }

    private static Dictionary<int, float> StemsOf(Word[] words, TermWeights weights)
    {
        var terms = new Dictionary<int, float>(words.Length * 2);
        var last = 0;
        var lastWeight = 0f;
        foreach (var word in words)
        {
            if (word.Text.Length == 0)
            {
                last = 0;
                continue;
            }

            var hash = Hash(TermWeights.Stem(word), StemSeed);
            var weight = weights.Of(word);
            terms[hash] = weight;
            if (last != 0)
            {
                terms[unchecked((last * 31) ^ hash)] = PairShare * (weight + lastWeight) / 2;
            }

            last = hash;
            lastWeight = weight;
        }

        return terms;
    }

    private static Dictionary<int, float> RunsOf(Word[] words, TermWeights weights)
    {
        var terms = new Dictionary<int, float>(words.Length * 12);
        Span<char> padded = stackalloc char[LongestWord + 2];
        foreach (var word in words)
        {
            if (word.Text.Length is 0 or > LongestWord)
            {
                continue;
            }

            padded[0] = ' ';
            word.Text.CopyTo(padded[1..]);
            padded[word.Text.Length + 1] = ' ';
            var text = padded[..(word.Text.Length + 2)];
            var weight = weights.Of(word);
            for (var size = ShortestRun; size <= LongestRun; size++)
            {
                for (var i = 0; i + size <= text.Length; i++)
                {
                    terms[Hash(text.Slice(i, size), RunSeed)] = weight;
                }
            }
        }

        return terms;
    }

    private static TermVector Scaled(Dictionary<int, float> terms, Dictionary<int, float>? whole)
    {
        int[] keys = [.. terms.Keys];
        Array.Sort(keys);
        var length = Length(whole ?? terms);
        return new TermVector(keys, Array.ConvertAll(keys, key => terms[key] / length));
    }

    private static float Length(Dictionary<int, float> terms)
    {
        double squares = 0;
        foreach (var value in terms.Values)
        {
            squares += value * value;
        }

        return squares == 0 ? 1 : (float)Math.Sqrt(squares);
    }

    // string.GetHashCode is seeded anew in each process, so it would not be deterministic: FNV-1a.
    private static int Hash(ReadOnlySpan<char> text, uint seed)
    {
        var hash = 2166136261 ^ seed;
        foreach (var character in text)
        {
            hash = (hash ^ character) * 16777619;
        }

        return (int)hash;
    }
}
