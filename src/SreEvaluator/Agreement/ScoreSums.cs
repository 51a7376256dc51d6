namespace SreEvaluator.Agreement;

/// <summary>Sums over pairs of scores, in whole tenths of a point as scores have one decimal, so that the order of pairs never matters.</summary>
/// <param name="Count">How many pairs.</param>
/// <param name="Apart">The sum of their absolute differences.</param>
/// <param name="Rated">The sum of the grader's scores.</param>
/// <param name="Labelled">The sum of the labels' scores.</param>
/// <param name="RatedSquares">The sum of the squares of the grader's scores.</param>
/// <param name="LabelledSquares">The sum of the squares of the labels' scores.</param>
/// <param name="Products">The sum of the products of both.</param>
internal readonly record struct ScoreSums(
    long Count, long Apart, long Rated, long Labelled, long RatedSquares, long LabelledSquares, long Products)
{
    private const double Tenths = 10;

    /// <summary>The sums of one pair.</summary>
    public static ScoreSums Of(double rated, double labelled)
    {
        var x = (long)Math.Round(rated * Tenths);
        var y = (long)Math.Round(labelled * Tenths);
        return new ScoreSums(1, Math.Abs(x - y), x, y, x * x, y * y, x * y);
    }

    /// <summary>The sums of both.</summary>
    public static ScoreSums operator +(ScoreSums one, ScoreSums other) => new(
        one.Count + other.Count,
        one.Apart + other.Apart,
        one.Rated + other.Rated,
        one.Labelled + other.Labelled,
        one.RatedSquares + other.RatedSquares,
        one.LabelledSquares + other.LabelledSquares,
        one.Products + other.Products);

    /// <summary>The mean absolute difference in points; null without pairs.</summary>
    public double? MeanAbsoluteError => Count == 0 ? null : Apart / Tenths / Count;

    /// <summary>
    /// Pearson's correlation; null without two pairs, or where one side does not vary.
    /// Source: Pearson, "Mathematical contributions to the theory of evolution III" (1896).
    /// </summary>
    public double? Pearson
    {
        get
        {
            if (Count < 2)
            {
                return null;
            }

            var covariance = ((Int128)Count * Products) - ((Int128)Rated * Labelled);
            var spread = Math.Sqrt((double)(((Int128)Count * RatedSquares) - ((Int128)Rated * Rated)))
                * Math.Sqrt((double)(((Int128)Count * LabelledSquares) - ((Int128)Labelled * Labelled)));
            return spread == 0 ? null : Math.Clamp((double)covariance / spread, -1, 1);
        }
    }
}
