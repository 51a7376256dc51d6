namespace SreEvaluator.Grading.Local;

/// <summary>
/// Every stem that an answer says paired with every stem of a key point's statement; a pair counts the product of what the two count. Besides, each stem of the
/// statement by itself. A regression over them learns, from answers to any question, which words stand for others, what answers to points alike say or leave
/// out, and how often answers make points of which kind.
/// </summary>
/// <param name="said">The answer's stems.</param>
/// <param name="wanted">The statement's stems.</param>
internal readonly ref struct WordPairs(ReadOnlySpan<WeighedStem> said, ReadOnlySpan<WeighedStem> wanted)
{
    /// <summary>
    /// How many places there are for pairs. Some share one by chance, which does little harm (Weinberger et al., "Feature hashing for large scale multitask
    /// learning", 2009).
    /// </summary>
    public const int Places = 1 << 16;

    // Stands in the place of a stem of the answer where one of the statement stands by itself. It counts more than all stems of the answer together, whose
    // squares add up to 1: what it tells holds for every answer to the point.
    private static readonly WeighedStem Alone = new(0, 2);

    private readonly ReadOnlySpan<WeighedStem> _said = said;
    private readonly ReadOnlySpan<WeighedStem> _wanted = wanted;

    /// <summary>The sum of the pairs, each multiplied with the weight of its place.</summary>
    /// <param name="weights">The weights, <see cref="Places"/> of them; none where pairs don't count.</param>
    public float Times(ReadOnlySpan<float> weights)
    {
        if (weights.IsEmpty)
        {
            return 0;
        }

        float sum = 0;
        foreach (var wanted in _wanted)
        {
            var ofStem = Alone.Weight * weights[PlaceOf(Alone.Stem, wanted.Stem)];
            foreach (var said in _said)
            {
                ofStem += said.Weight * weights[PlaceOf(said.Stem, wanted.Stem)];
            }

            sum += wanted.Weight * ofStem;
        }

        return sum;
    }

    /// <summary>The places that pairs are at, in ascending order, with what those of each count together.</summary>
    public (int[] Places, float[] Sums) ByPlace()
    {
        var sums = new SortedDictionary<int, float>();
        foreach (var wanted in _wanted)
        {
            Add(Alone, wanted);
            foreach (var said in _said)
            {
                Add(said, wanted);
            }
        }

        return ([.. sums.Keys], [.. sums.Values]);

        void Add(WeighedStem said, WeighedStem wanted)
        {
            var place = PlaceOf(said.Stem, wanted.Stem);
            sums[place] = sums.GetValueOrDefault(place) + (said.Weight * wanted.Weight);
        }
    }

    // Multipliers with well spread bits: https://github.com/Cyan4973/xxHash, PRIME32_1 and PRIME32_2.
    private static int PlaceOf(int said, int wanted)
    {
        var mixed = unchecked(((uint)said * 2654435761) ^ ((uint)wanted * 2246822519));
        return (int)((mixed ^ (mixed >> 15)) % Places);
    }
}
