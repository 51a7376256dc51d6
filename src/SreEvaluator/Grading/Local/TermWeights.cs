using System.Collections.Frozen;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Local;

/// <summary>How telling a word is: its inverse document frequency, by its first letters, which stand for its stem.</summary>
/// <param name="weights">The weight of each stem.</param>
/// <param name="unseen">The weight of every other stem.</param>
internal sealed class TermWeights(FrozenDictionary<string, float> weights, float unseen)
{
    private const int StemLength = 6;

    /// <summary>The weight of each stem that was learnt.</summary>
    public FrozenDictionary<string, float> Weights { get; } = weights;

    /// <summary>The weight of a stem that was not.</summary>
    public float Unseen { get; } = unseen;

    /// <summary>What stands for the stem of a word: its first six letters.</summary>
    public static ReadOnlySpan<char> Stem(Word word) => word.Text.AsSpan(0, Math.Min(StemLength, word.Text.Length));

    /// <summary>Learns weights from sentences: ln((1 + n) / (1 + df)) + 1, smoothed as by scikit-learn.</summary>
    public static TermWeights Learn(IReadOnlyCollection<Word[]> sentences)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var sentence in sentences)
        {
            foreach (var stem in sentence.Select(word => Stem(word).ToString()).Distinct(StringComparer.Ordinal))
            {
                counts[stem] = counts.GetValueOrDefault(stem) + 1;
            }
        }

        return new TermWeights(
            counts.ToFrozenDictionary(pair => pair.Key, pair => Weight(pair.Value), StringComparer.Ordinal), Weight(0));

        float Weight(int count) => (float)Math.Log((1.0 + sentences.Count) / (1.0 + count)) + 1;
    }

    /// <summary>The weight of a word.</summary>
    public float Of(Word word) =>
        Weights.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(Stem(word), out var weight) ? weight : Unseen;
}
