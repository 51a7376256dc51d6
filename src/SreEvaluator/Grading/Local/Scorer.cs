namespace SreEvaluator.Grading.Local;

/// <summary>
/// The probabilities of one or two classes from a row of features: for each class the mean of a logistic regression and of boosted trees, which err in
/// different places. ML.NET trains it (<see cref="ScorerTraining"/>); to score takes plain arithmetic. Safe for use by many threads.
/// </summary>
/// <param name="First">Tells the first class.</param>
/// <param name="Second">Tells the second, narrower class; null where there is none.</param>
/// <param name="Trained">The same scorer in ML.NET's own form.</param>
internal sealed record Scorer(ClassScorer First, ClassScorer? Second, ReadOnlyMemory<byte> Trained)
{
    /// <summary>The probabilities of a row, 0 to 1; that of the second class is 0 where there is none.</summary>
    public (float First, float Second) Score(ReadOnlySpan<float> row, WordPairs pairs) => (First.Probability(row, pairs), Second?.Probability(row, pairs) ?? 0);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="trained">The same in ML.NET's own form.</param>
    public static Scorer Read(BinaryReader reader, ReadOnlyMemory<byte> trained)
    {
        var first = ClassScorer.Read(reader);
        return new Scorer(first, reader.ReadBoolean() ? ClassScorer.Read(reader) : null, trained);
    }

    /// <summary>Writes the plain part.</summary>
    public void Write(BinaryWriter writer)
    {
        First.Write(writer);
        writer.Write(Second is not null);
        Second?.Write(writer);
    }
}
