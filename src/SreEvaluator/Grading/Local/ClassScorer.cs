namespace SreEvaluator.Grading.Local;

/// <summary>The probability of one class: the mean of a logistic regression and of boosted trees.</summary>
/// <param name="Linear">The regression.</param>
/// <param name="Trees">The trees.</param>
internal sealed record ClassScorer(LinearScorer Linear, TreeScorer Trees)
{
    /// <summary>The probability of a row, 0 to 1.</summary>
    public float Probability(ReadOnlySpan<float> row, WordPairs pairs) => (Linear.Probability(row, pairs) + Trees.Probability(row)) / 2;

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ClassScorer Read(BinaryReader reader) => new(LinearScorer.Read(reader), TreeScorer.Read(reader));

    /// <summary>Writes it.</summary>
    public void Write(BinaryWriter writer)
    {
        Linear.Write(writer);
        Trees.Write(writer);
    }
}
