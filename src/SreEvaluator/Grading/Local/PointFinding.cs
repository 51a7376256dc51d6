namespace SreEvaluator.Grading.Local;

/// <summary>What the model says of a key point in an answer.</summary>
/// <param name="Credit">The probability that it is covered or partial.</param>
/// <param name="Covered">The probability that it is covered; at most <paramref name="Credit"/>.</param>
/// <param name="BestSentence">The place of the sentence that makes it most probably.</param>
internal readonly record struct PointFinding(float Credit, float Covered, int BestSentence)
{
    /// <summary>The expected credit doubled: 0 for surely missing, 1 for surely partial, 2 for surely covered.</summary>
    public float Grade => Credit + Covered;
}
