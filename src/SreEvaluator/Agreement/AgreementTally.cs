using SreEvaluator.Grading;

namespace SreEvaluator.Agreement;

/// <summary>Takes evaluations with the labels of their answers, and gives the figures of their agreement.</summary>
public sealed class AgreementTally
{
    private readonly List<AnswerCounts> _answers = [];
    private readonly ReliabilityTally _reliability = new();
    private int _notAssessed;
    private int _flagsLabelled;
    private int _flagsFound;
    private int _flagsRight;

    /// <summary>Counts one evaluation.</summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="labelled">The same answer with its labels.</param>
    /// <param name="rules">The numbers of the score.</param>
    public void Add(Evaluation evaluation, LabelledAnswer labelled, ScoringRules rules)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        ArgumentNullException.ThrowIfNull(labelled);
        _answers.Add(AnswerCounts.Of(evaluation, labelled, rules));
        foreach (var verdict in evaluation.Verdicts)
        {
            CountConfidence(labelled.CoverageOf(verdict.KeyPoint.Id), verdict);
        }

        _flagsLabelled += evaluation.Question.RedFlags.Count(redFlag => labelled.RedFlags.ContainsKey(redFlag.Id));
        _flagsFound += evaluation.RedFlags.Length;
        _flagsRight += evaluation.RedFlags.Count(finding => labelled.RedFlags.ContainsKey(finding.RedFlag.Id));
    }

    /// <summary>Counts one key point of an answer by itself.</summary>
    /// <param name="label">What the label says.</param>
    /// <param name="verdict">What the grader said.</param>
    internal void Add(Coverage label, Verdict verdict)
    {
        var counts = new AnswerCounts();
        counts.Count(label, verdict.Coverage);
        _answers.Add(counts);
        CountConfidence(label, verdict);
    }

    /// <summary>The figures of all that was counted so far.</summary>
    public AgreementFigures Figures()
    {
        var all = new AnswerCounts();
        foreach (var answer in _answers)
        {
            all.Add(answer);
        }

        var three = all.Verdicts;
        var two = three.Split((int)Coverage.Partial);
        var coincidences = CoincidenceTable.Of(three);
        return new AgreementFigures
        {
            Answers = _answers.Count,
            Pairs = (int)three.Items,
            NotAssessed = _notAssessed,
            Accuracy3 = three.Accuracy,
            Accuracy2 = two.Accuracy,
            MacroF1Binary = two.MacroF1,
            MacroF1Three = three.MacroF1,
            Kappa = three.Kappa,
            KappaQuadratic = three.QuadraticKappa,
            AlphaNominal = coincidences.Alpha(MeasurementLevel.Nominal),
            AlphaOrdinal = coincidences.Alpha(MeasurementLevel.Ordinal),
            AlphaInterval = coincidences.Alpha(MeasurementLevel.Interval),
            ScoreMae = all.Scores.MeanAbsoluteError,
            ScorePearson = all.Scores.Pearson,
            ExpectedCalibrationError = _reliability.ExpectedCalibrationError,
            Confusion = new VerdictConfusion(three),
            RedFlags = new ClassFigures(_flagsLabelled, _flagsFound, _flagsRight),
            Reliability = _reliability.Table(),
            Intervals = Bootstrap.Intervals(_answers),
        };
    }

    private void CountConfidence(Coverage label, Verdict verdict)
    {
        if (verdict.Coverage == Coverage.NotAssessed || label == Coverage.NotAssessed)
        {
            _notAssessed++;
        }
        else
        {
            _reliability.Add(verdict.Confidence, verdict.Coverage == label);
        }
    }
}
