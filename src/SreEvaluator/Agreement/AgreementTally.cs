using SreEvaluator.Grading;

namespace SreEvaluator.Agreement;

/// <summary>Takes evaluations with the labels of their answers, and gives the figures of their agreement.</summary>
public sealed class AgreementTally
{
    private const int ConfidenceBins = 10;

    private readonly ConfusionTable _three = new(3);
    private readonly ConfusionTable _two = new(2);
    private readonly (long Count, double Confidence, long Right)[] _bins = new (long, double, long)[ConfidenceBins];
    private readonly List<(double Rated, double Labelled)> _scores = [];
    private int _answers;
    private int _notAssessed;

    /// <summary>Counts one evaluation.</summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="labelled">The same answer with its labels.</param>
    /// <param name="rules">The numbers of the score.</param>
    public void Add(Evaluation evaluation, LabelledAnswer labelled, ScoringRules rules)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        ArgumentNullException.ThrowIfNull(labelled);
        _answers++;
        foreach (var verdict in evaluation.Verdicts)
        {
            var label = labelled.CoverageOf(verdict.KeyPoint.Id);
            if (verdict.Coverage == Coverage.NotAssessed || label == Coverage.NotAssessed)
            {
                _notAssessed++;
                continue;
            }

            _three.Add((int)label, (int)verdict.Coverage);
            _two.Add(label == Coverage.Missing ? 0 : 1, verdict.Coverage == Coverage.Missing ? 0 : 1);
            ref var bin = ref _bins[Math.Min((int)(verdict.Confidence * ConfidenceBins), ConfidenceBins - 1)];
            bin = (bin.Count + 1, bin.Confidence + verdict.Confidence, bin.Right + (verdict.Coverage == label ? 1 : 0));
        }

        if (evaluation.Score.Value is { } rated && labelled.ScoreOf(evaluation.Question, rules).Value is { } reference)
        {
            _scores.Add((rated, reference));
        }
    }

    /// <summary>The figures of all that was counted so far.</summary>
    public AgreementFigures Figures() => new()
    {
        Answers = _answers,
        Pairs = (int)_three.Items,
        NotAssessed = _notAssessed,
        Accuracy3 = _three.Accuracy,
        Accuracy2 = _two.Accuracy,
        MacroF1Binary = _two.MacroF1,
        MacroF1Three = _three.MacroF1,
        KappaQuadratic = _three.QuadraticKappa,
        ScoreMae = _scores.Count == 0 ? null : _scores.Average(pair => Math.Abs(pair.Rated - pair.Labelled)),
        ScorePearson = Pearson(_scores),
        ExpectedCalibrationError = _three.Items == 0
            ? null
            : _bins.Sum(bin => Math.Abs(bin.Confidence - bin.Right)) / _three.Items,
    };

    private static double? Pearson(List<(double X, double Y)> pairs)
    {
        if (pairs.Count < 2)
        {
            return null;
        }

        var meanX = pairs.Average(pair => pair.X);
        var meanY = pairs.Average(pair => pair.Y);
        var covariance = pairs.Sum(pair => (pair.X - meanX) * (pair.Y - meanY));
        var spread = Math.Sqrt(pairs.Sum(pair => Math.Pow(pair.X - meanX, 2)) * pairs.Sum(pair => Math.Pow(pair.Y - meanY, 2)));
        return spread == 0 ? null : covariance / spread;
    }
}
