namespace SreEvaluator.Grading.Local;

/// <summary>A row to learn from.</summary>
/// <param name="Features">Its features.</param>
/// <param name="First">Whether it is of the first class.</param>
/// <param name="Second">Whether it is of the second, narrower class.</param>
internal readonly record struct TrainingRow(float[] Features, bool First, bool Second = false)
{
    /// <summary>What <see cref="WordPairs"/> say beside the features, by their places; null where they say nothing.</summary>
    public (int[] Places, float[] Sums)? Pairs { get; init; }
}
