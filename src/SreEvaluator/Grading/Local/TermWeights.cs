using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Local;

/// <summary>How telling a word is: its inverse document frequency, by its stem.</summary>
internal sealed class TermWeights
{
    private const int StemLength = 6;

    /// <summary>All words tell as much.</summary>
    public static readonly TermWeights Even = new([], [], 1);

    private readonly Dictionary<int, int> _places = [];
    private readonly string[] _stems;
    private readonly float[] _weights;

    /// <summary>Creates it.</summary>
    /// <param name="stems">The stems, each once.</param>
    /// <param name="weights">The weight of each.</param>
    /// <param name="unseen">The weight of every other stem.</param>
    public TermWeights(string[] stems, float[] weights, float unseen)
    {
        _stems = stems;
        _weights = weights;
        Unseen = unseen;
        for (var place = 0; place < stems.Length; place++)
        {
            _places[TermBag.HashOf(stems[place])] = place;
        }
    }

    /// <summary>The stems that were learnt.</summary>
    public ReadOnlySpan<string> Stems => _stems;

    /// <summary>The weight of each.</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>The weight of a stem that was not.</summary>
    public float Unseen { get; }

    /// <summary>What stands for the stem of a word: its first six letters without an ending, so that "moves", "moved" and "moving" are one.</summary>
    public static ReadOnlySpan<char> Stem(Word word)
    {
        ReadOnlySpan<char> stem = word.Text;
        stem = stem switch
        {
            [.., '\'', 's'] => stem[..^2],
            [_, _, .., 's', 's', 'e', 's'] => stem[..^2],
            [_, _, .., not ('s' or 'u' or 'i' or '\''), 's'] => stem[..^1],
            _ => stem,
        };
        stem = stem switch
        {
            [_, _, _, .., 'i', 'n', 'g'] => stem[..^3],
            [_, _, _, .., 'e', 'd'] => stem[..^2],
            [_, _, _, _, _, .., 'l', 'y'] => stem[..^2],
            _ => stem,
        };
        stem = stem switch
        {
            [_, _, .., 'i', 'e'] => stem[..^2],
            [_, _, _, .., 'e' or 'y' or 'i'] => stem[..^1],
            [_, _, _, .., var last, var doubled] when last == doubled && doubled is not ('s' or 'l' or 'z') => stem[..^1],
            _ => stem,
        };
        return stem[..Math.Min(StemLength, stem.Length)];
    }

    /// <summary>Learns weights from texts: ln((1 + n) / (1 + df)) + 1, smoothed as by scikit-learn.</summary>
    /// <param name="texts">For each question the words of the answers to it: what stands there alone is as telling as what stands nowhere.</param>
    public static TermWeights Learn(IReadOnlyCollection<IEnumerable<Word>> texts)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            foreach (var stem in text.Select(word => Stem(word).ToString()).Distinct(StringComparer.Ordinal))
            {
                counts[stem] = counts.GetValueOrDefault(stem) + 1;
            }
        }

        return new TermWeights([.. counts.Keys], [.. counts.Values.Select(Weight)], Weight(0));

        float Weight(int count) => (float)Math.Log((1.0 + texts.Count) / (1.0 + count)) + 1;
    }

    /// <summary>The share of words whose stems were learnt, 0 to 1; 1 of none.</summary>
    public double ShareKnown(IEnumerable<Word> words)
    {
        var (known, all) = (0, 0);
        foreach (var word in words)
        {
            known += _places.ContainsKey(TermBag.StemOf(word)) ? 1 : 0;
            all++;
        }

        return all == 0 ? 1 : (double)known / all;
    }

    /// <summary>The weight of a stem.</summary>
    /// <param name="stem">As <see cref="TermBag.StemOf"/> gives it.</param>
    public float Of(int stem) => _places.TryGetValue(stem, out var place) ? _weights[place] : Unseen;
}
