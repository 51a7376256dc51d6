namespace SreEvaluator.Grading.Local;

/// <summary>A logistic regression.</summary>
internal sealed class LinearScorer
{
    private readonly float[] _weights;
    private readonly float[] _pairs;
    private readonly float _bias;
    private readonly Logistic _probability;

    /// <summary>Creates it.</summary>
    /// <param name="weights">What each feature counts.</param>
    /// <param name="pairs">What the pair of each place counts; none where pairs don't.</param>
    /// <param name="bias">The score where all features are 0.</param>
    /// <param name="probability">What a score stands for.</param>
    public LinearScorer(float[] weights, float[] pairs, float bias, Logistic probability)
    {
        _weights = weights;
        _pairs = pairs;
        _bias = bias;
        _probability = probability;
    }

    /// <summary>The probability of a row, 0 to 1.</summary>
    public float Probability(ReadOnlySpan<float> row, WordPairs pairs)
    {
        var score = _bias + pairs.Times(_pairs);
        for (var i = 0; i < _weights.Length; i++)
        {
            score += row[i] * _weights[i];
        }

        return _probability.Of(score);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static LinearScorer Read(BinaryReader reader) => new(ReadWeights(reader), ReadWeights(reader), reader.ReadSingle(), Logistic.Read(reader));

    /// <summary>Writes it.</summary>
    public void Write(BinaryWriter writer)
    {
        WriteWeights(_weights);
        WriteWeights(_pairs);
        writer.Write(_bias);
        _probability.Write(writer);

        void WriteWeights(float[] weights)
        {
            writer.Write(weights.Length);
            foreach (var weight in weights)
            {
                writer.Write(weight);
            }
        }
    }

    private static float[] ReadWeights(BinaryReader reader)
    {
        var weights = new float[reader.ReadInt32()];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = reader.ReadSingle();
        }

        return weights;
    }
}
