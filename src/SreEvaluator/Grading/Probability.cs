namespace SreEvaluator.Grading;

internal static class Probability
{
    /// <summary>The value, where it is from 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not, or is no number.</exception>
    public static double Checked(double value, string name) =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(name, value, "A probability is from 0 to 1.");
}
