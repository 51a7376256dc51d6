namespace SreEvaluator.Grading.Local;

/// <summary>Turns a score into a probability, by the line in log-odds that a calibrator of ML.NET learnt.</summary>
/// <param name="Slope">Of the line of negative log-odds.</param>
/// <param name="Offset">Of the same line.</param>
internal readonly record struct Logistic(double Slope, double Offset)
{
    /// <summary>The probability, 0 to 1.</summary>
    public float Of(double score) => (float)(1 / (1 + Math.Exp((Slope * score) + Offset)));

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Logistic Read(BinaryReader reader) => new(reader.ReadDouble(), reader.ReadDouble());

    /// <summary>Writes it.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Slope);
        writer.Write(Offset);
    }
}
