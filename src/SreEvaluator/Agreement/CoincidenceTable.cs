namespace SreEvaluator.Agreement;

/// <summary>
/// How often two raters of the same item said each pair of classes, for any number of raters, of whom any may be missing for an item.
/// Source: Krippendorff, "Computing Krippendorff's alpha-reliability" (2011).
/// </summary>
internal sealed class CoincidenceTable
{
    private readonly int _classes;
    private readonly double[] _pairs;

    public CoincidenceTable(int classes)
    {
        _classes = classes;
        _pairs = new double[classes * classes];
    }

    /// <summary>The coincidences of a reference and one rater.</summary>
    public static CoincidenceTable Of(ConfusionTable table)
    {
        var coincidences = new CoincidenceTable(table.Classes);
        for (var reference = 0; reference < table.Classes; reference++)
        {
            for (var rated = 0; rated < table.Classes; rated++)
            {
                coincidences._pairs[(reference * table.Classes) + rated] = table[reference, rated] + table[rated, reference];
            }
        }

        return coincidences;
    }

    /// <summary>Counts what the raters of one item said; a single rating can't be paired and counts nowhere.</summary>
    public void Add(ReadOnlySpan<int> ratings)
    {
        for (var one = 0; one < ratings.Length; one++)
        {
            for (var other = 0; other < ratings.Length; other++)
            {
                if (one != other)
                {
                    _pairs[(ratings[one] * _classes) + ratings[other]] += 1.0 / (ratings.Length - 1);
                }
            }
        }
    }

    /// <summary>
    /// Krippendorff's alpha: 1 - observed / expected disagreement; 1 is perfect, 0 is chance; null where all ratings are the same class,
    /// or there are none to pair.
    /// </summary>
    public double? Alpha(MeasurementLevel level)
    {
        Span<double> totals = stackalloc double[_classes];
        double all = 0;
        for (var one = 0; one < _classes; one++)
        {
            for (var other = 0; other < _classes; other++)
            {
                totals[one] += _pairs[(one * _classes) + other];
            }

            all += totals[one];
        }

        double observed = 0;
        double expected = 0;
        for (var one = 0; one < _classes; one++)
        {
            for (var other = one + 1; other < _classes; other++)
            {
                var distance = Distance(level, one, other, totals);
                observed += _pairs[(one * _classes) + other] * distance;
                expected += totals[one] * totals[other] * distance;
            }
        }

        return expected == 0 ? null : 1 - ((all - 1) * observed / expected);
    }

    private static double Distance(MeasurementLevel level, int one, int other, ReadOnlySpan<double> totals)
    {
        switch (level)
        {
            case MeasurementLevel.Nominal:
                return 1;
            case MeasurementLevel.Interval:
                return (other - one) * (other - one);
            default:
                var between = -(totals[one] + totals[other]) / 2;
                for (var rank = one; rank <= other; rank++)
                {
                    between += totals[rank];
                }

                return between * between;
        }
    }
}
