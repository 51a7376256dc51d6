namespace SreEvaluator.Agreement;

/// <summary>How often a rater said each class where the reference said each class. Classes are ordered, from 0 up.</summary>
internal sealed class ConfusionTable
{
    private readonly long[] _counts;

    public ConfusionTable(int classes)
    {
        Classes = classes;
        _counts = new long[classes * classes];
    }

    /// <summary>A table of counts that are known: row by row, a row for each class of the reference.</summary>
    public ConfusionTable(int classes, ReadOnlySpan<long> counts)
        : this(classes)
    {
        counts.CopyTo(_counts);
        foreach (var count in counts)
        {
            Items += count;
        }
    }

    /// <summary>How many classes there are.</summary>
    public int Classes { get; }

    /// <summary>How many items were counted.</summary>
    public long Items { get; private set; }

    /// <summary>How many items the reference gave one class and the rater another, or the same.</summary>
    public long this[int reference, int rated] => _counts[(reference * Classes) + rated];

    /// <summary>Counts one item.</summary>
    public void Add(int reference, int rated)
    {
        _counts[(reference * Classes) + rated]++;
        Items++;
    }

    /// <summary>The same items with all classes from <paramref name="from"/> up taken as one.</summary>
    public ConfusionTable Split(int from)
    {
        Span<long> counts = stackalloc long[4];
        for (var reference = 0; reference < Classes; reference++)
        {
            for (var rated = 0; rated < Classes; rated++)
            {
                counts[(reference < from ? 0 : 2) + (rated < from ? 0 : 1)] += this[reference, rated];
            }
        }

        return new ConfusionTable(2, counts);
    }

    /// <summary>The share of items on which both agree; null without items.</summary>
    public double? Accuracy
    {
        get
        {
            long agreed = 0;
            for (var label = 0; label < Classes; label++)
            {
                agreed += this[label, label];
            }

            return Items == 0 ? null : agreed / (double)Items;
        }
    }

    /// <summary>
    /// The mean over classes of F1 = 2TP / (2TP + FP + FN), over the classes that occur in the reference or the ratings;
    /// null without items. Source: Opitz and Burst, "Macro F1 and Macro F1" (2019), the averaged F1.
    /// </summary>
    public double? MacroF1
    {
        get
        {
            double sum = 0;
            var occurring = 0;
            for (var label = 0; label < Classes; label++)
            {
                var both = Row(label) + Column(label);
                if (both > 0)
                {
                    sum += 2.0 * this[label, label] / both;
                    occurring++;
                }
            }

            return occurring == 0 ? null : sum / occurring;
        }
    }

    /// <summary>
    /// Cohen's kappa: the agreement beyond that of chance, every disagreement as bad as any other; null as for <see cref="WeightedKappa"/>.
    /// Source: Cohen, "A coefficient of agreement for nominal scales" (1960).
    /// </summary>
    public double? Kappa => WeightedKappa(static (reference, rated) => reference == rated ? 0 : 1);

    /// <summary>
    /// Cohen's kappa with quadratic weights, so that two classes apart is four times as bad as one; null as for <see cref="WeightedKappa"/>.
    /// Source: Fleiss and Cohen, "The equivalence of weighted kappa and the intraclass correlation coefficient" (1973).
    /// </summary>
    public double? QuadraticKappa => WeightedKappa(static (reference, rated) => (reference - rated) * (reference - rated));

    /// <summary>
    /// Cohen's weighted kappa: 1 - sum(w o) / sum(w e), with w how bad a disagreement is, o the observed and e the chance counts;
    /// null where chance alone leaves nothing to disagree on. Source: Cohen, "Weighted kappa" (1968).
    /// </summary>
    public double? WeightedKappa(Func<int, int, double> weight)
    {
        Span<long> columns = stackalloc long[Classes];
        for (var rated = 0; rated < Classes; rated++)
        {
            columns[rated] = Column(rated);
        }

        double observed = 0;
        double chance = 0;
        for (var reference = 0; reference < Classes; reference++)
        {
            var row = (double)Row(reference);
            for (var rated = 0; rated < Classes; rated++)
            {
                var bad = weight(reference, rated);
                observed += bad * this[reference, rated];
                chance += bad * row * columns[rated];
            }
        }

        return chance == 0 ? null : 1 - (observed * Items / chance);
    }

    /// <summary>How many items the reference gave a class.</summary>
    public long Row(int reference)
    {
        long sum = 0;
        for (var rated = 0; rated < Classes; rated++)
        {
            sum += this[reference, rated];
        }

        return sum;
    }

    /// <summary>How many items the rater gave a class.</summary>
    public long Column(int rated)
    {
        long sum = 0;
        for (var reference = 0; reference < Classes; reference++)
        {
            sum += this[reference, rated];
        }

        return sum;
    }
}
