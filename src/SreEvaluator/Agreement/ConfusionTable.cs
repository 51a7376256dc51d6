namespace SreEvaluator.Agreement;

/// <summary>How often a rater said each class where the reference said each class. Classes are ordered, from 0 up.</summary>
internal sealed class ConfusionTable(int classes)
{
    private readonly long[,] _counts = new long[classes, classes];

    /// <summary>How many items were counted.</summary>
    public long Items { get; private set; }

    /// <summary>Counts one item.</summary>
    public void Add(int reference, int rated)
    {
        _counts[reference, rated]++;
        Items++;
    }

    /// <summary>The share of items on which both agree; null without items.</summary>
    public double? Accuracy => Items == 0 ? null : Range().Sum(label => _counts[label, label]) / (double)Items;

    /// <summary>
    /// The mean over classes of F1 = 2TP / (2TP + FP + FN), over the classes that occur in the reference or the ratings;
    /// null without items. Source: Opitz and Burst, "Macro F1 and Macro F1" (2019), the averaged F1.
    /// </summary>
    public double? MacroF1
    {
        get
        {
            var scores = Range()
                .Select(label => (Hits: _counts[label, label], Both: Row(label) + Column(label)))
                .Where(counts => counts.Both > 0)
                .Select(counts => 2.0 * counts.Hits / counts.Both)
                .ToList();
            return scores.Count == 0 ? null : scores.Average();
        }
    }

    /// <summary>
    /// Cohen's weighted kappa with quadratic weights: 1 - sum(w o) / sum(w e), w = (i - j)^2, o the observed and e the chance counts;
    /// null where chance alone leaves nothing to disagree on. Source: Cohen, "Weighted kappa" (1968).
    /// </summary>
    public double? QuadraticKappa
    {
        get
        {
            double observed = 0;
            double chance = 0;
            foreach (var reference in Range())
            {
                foreach (var rated in Range())
                {
                    var weight = (reference - rated) * (reference - rated);
                    observed += weight * _counts[reference, rated];
                    chance += weight * (double)Row(reference) * Column(rated) / Items;
                }
            }

            return Items == 0 || chance == 0 ? null : 1 - (observed / chance);
        }
    }

    private IEnumerable<int> Range() => Enumerable.Range(0, classes);

    private long Row(int reference) => Range().Sum(rated => _counts[reference, rated]);

    private long Column(int rated) => Range().Sum(reference => _counts[reference, rated]);
}
