using SreEvaluator.Grading;

namespace SreEvaluator.Agreement;

/// <summary>Counts how those who labelled agree with each other.</summary>
internal sealed class AnnotatorTally
{
    private readonly CoincidenceTable _annotators = new(AnswerCounts.Classes);
    private readonly CoincidenceTable _withGrader = new(AnswerCounts.Classes);
    private readonly SortedDictionary<(int One, int Other), ConfusionTable> _pairs = [];
    private int _items;
    private int _most;

    /// <summary>Counts the labels of one answer.</summary>
    public void Add(LabelledAnswer labelled, Evaluation evaluation)
    {
        var annotators = labelled.Labels.Values.Select(label => label.Annotators.Length).DefaultIfEmpty().Max();
        if (annotators < 2)
        {
            return;
        }

        _most = Math.Max(_most, annotators);
        foreach (var verdict in evaluation.Verdicts)
        {
            IReadOnlyList<Coverage> said = labelled.Labels.TryGetValue(verdict.KeyPoint.Id, out var label)
                ? label.Annotators
                : Enumerable.Repeat(Coverage.Missing, annotators).ToList();
            Add(said, verdict.Coverage);
        }
    }

    /// <summary>What was counted so far; null where nothing was labelled twice.</summary>
    public AnnotatorAgreement? Agreement() => _items == 0 ? null : new AnnotatorAgreement
    {
        Pairs = _items,
        Annotators = _most,
        Accuracy3 = Share(table => table),
        Accuracy2 = Share(table => table.Split((int)Coverage.Partial)),
        Kappa = _pairs.Values.Average(table => table.Kappa),
        KappaQuadratic = _pairs.Values.Average(table => table.QuadraticKappa),
        AlphaNominal = _annotators.Alpha(MeasurementLevel.Nominal),
        AlphaOrdinal = _annotators.Alpha(MeasurementLevel.Ordinal),
        AlphaInterval = _annotators.Alpha(MeasurementLevel.Interval),
        AlphaOrdinalWithGrader = _withGrader.Alpha(MeasurementLevel.Ordinal),
    };

    private void Add(IReadOnlyList<Coverage> said, Coverage verdict)
    {
        var ratings = said.Where(coverage => coverage != Coverage.NotAssessed).Select(coverage => (int)coverage).ToArray();
        if (ratings.Length < 2)
        {
            return;
        }

        _items++;
        _annotators.Add(ratings);
        _withGrader.Add(verdict == Coverage.NotAssessed ? ratings : [.. ratings, (int)verdict]);
        for (var one = 0; one < said.Count; one++)
        {
            for (var other = one + 1; other < said.Count; other++)
            {
                if (said[one] != Coverage.NotAssessed && said[other] != Coverage.NotAssessed)
                {
                    TableOf(one, other).Add((int)said[one], (int)said[other]);
                }
            }
        }
    }

    private ConfusionTable TableOf(int one, int other)
    {
        if (!_pairs.TryGetValue((one, other), out var table))
        {
            _pairs[(one, other)] = table = new ConfusionTable(AnswerCounts.Classes);
        }

        return table;
    }

    private double Share(Func<ConfusionTable, ConfusionTable> of) =>
        _pairs.Values.Sum(table => of(table).Accuracy!.Value * table.Items) / _pairs.Values.Sum(table => table.Items);
}
