using SreEvaluator.Grading;

namespace SreEvaluator.Agreement;

/// <summary>Draws as many answers as there are, with replacement, a thousand times, and looks how the figures vary.</summary>
internal static class Bootstrap
{
    private const int Samples = 1000;
    private const double Outside = 0.05;
    private const double LeastDefined = 0.9;

    // Any number serves; the same one makes the same answers give the same intervals.
    private const ulong Seed = 20_111_215;

    private static readonly Func<ScoreSums, ConfusionTable, ConfusionTable, double?>[] Figures =
    [
        static (_, three, _) => three.Accuracy,
        static (_, _, two) => two.Accuracy,
        static (_, _, two) => two.MacroF1,
        static (_, three, _) => three.MacroF1,
        static (_, three, _) => three.Kappa,
        static (_, three, _) => three.QuadraticKappa,
        static (_, three, _) => CoincidenceTable.Of(three).Alpha(MeasurementLevel.Ordinal),
        static (scores, _, _) => scores.MeanAbsoluteError,
        static (scores, _, _) => scores.Pearson,
    ];

    /// <summary>The intervals of the main figures.</summary>
    /// <param name="answers">What each answer adds to them, in any order.</param>
    public static AgreementIntervals Intervals(IEnumerable<AnswerCounts> answers)
    {
        var inOrder = answers.Order(AnswerCounts.Order).ToArray();
        var found = Enumerable.Range(0, Figures.Length).Select(_ => new List<double>(Samples)).ToArray();
        var state = Seed;
        for (var sample = 0; inOrder.Length > 1 && sample < Samples; sample++)
        {
            var counts = new AnswerCounts();
            for (var draw = 0; draw < inOrder.Length; draw++)
            {
                counts.Add(inOrder[(int)Math.BigMul(Next(ref state), (ulong)inOrder.Length, out _)]);
            }

            var three = counts.Verdicts;
            var two = three.Split((int)Coverage.Partial);
            for (var figure = 0; figure < Figures.Length; figure++)
            {
                if (Figures[figure](counts.Scores, three, two) is { } value)
                {
                    found[figure].Add(value);
                }
            }
        }

        var intervals = Array.ConvertAll(found, Percentiles);
        return new AgreementIntervals
        {
            Accuracy3 = intervals[0],
            Accuracy2 = intervals[1],
            MacroF1Binary = intervals[2],
            MacroF1Three = intervals[3],
            Kappa = intervals[4],
            KappaQuadratic = intervals[5],
            AlphaOrdinal = intervals[6],
            ScoreMae = intervals[7],
            ScorePearson = intervals[8],
        };
    }

    private static Interval? Percentiles(List<double> values)
    {
        if (values.Count < LeastDefined * Samples)
        {
            return null;
        }

        values.Sort();
        return new Interval(At(values, Outside / 2), At(values, 1 - (Outside / 2)));
    }

    // Hyndman and Fan, "Sample quantiles in statistical packages" (1996), definition 7.
    private static double At(List<double> sorted, double share)
    {
        var position = share * (sorted.Count - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }

    // SplitMix64, as the framework promises no sequence of its own for ever. Source: Steele, Lea and Flood, "Fast splittable
    // pseudorandom number generators" (2014).
    private static ulong Next(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
