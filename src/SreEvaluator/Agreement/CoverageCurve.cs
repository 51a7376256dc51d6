using System.Collections.Immutable;
using SreEvaluator.Grading;

namespace SreEvaluator.Agreement;

/// <summary>
/// For each threshold of confidence, how many evaluations it would send to people and how good the rest is, so that one can pick a rate
/// of review. Source of the idea: Chow, "On optimum recognition error and reject tradeoff" (1970).
/// </summary>
public sealed record CoverageCurve
{
    private const int Steps = 100;

    private CoverageCurve(ImmutableArray<CoveragePoint> points) => Points = points;

    /// <summary>
    /// From threshold 0 up, in steps of a hundredth; a threshold that sends no more than the one before is left out. Empty without evaluations.
    /// </summary>
    public ImmutableArray<CoveragePoint> Points { get; }

    /// <summary>The highest threshold that sends no more than a share of the evaluations; null where each one sends more.</summary>
    /// <param name="share">The share, 0 to 1.</param>
    public CoveragePoint? AtMost(double share) => Points.LastOrDefault(point => point.ShareSent <= share);

    /// <summary>The points for wanted rates of review; a rate that gives no other point than the one before is left out.</summary>
    /// <param name="shares">The rates as shares, 0 to 1, rising.</param>
    public IEnumerable<(double Share, CoveragePoint Point)> AtRates(IEnumerable<double> shares) => shares
        .Select(share => (share, Point: AtMost(share)!))
        .Where(rate => rate.Point is not null)
        .DistinctBy(rate => rate.Point.Threshold);

    /// <summary>The curve of evaluations whose labels are known.</summary>
    /// <param name="graded">The evaluations, each with its answer's labels.</param>
    /// <param name="rules">The numbers of the score.</param>
    /// <param name="sends">Whether a threshold sends an evaluation; one that a threshold sends, each higher one sends too.</param>
    internal static CoverageCurve Of(
        IReadOnlyList<(LabelledAnswer Labelled, Evaluation Evaluation)> graded, ScoringRules rules, Func<Evaluation, double, bool> sends)
    {
        // What each threshold sends that the one before does not; in the last place, what none sends.
        var byStep = new (int Evaluations, AnswerCounts Counts)[Steps + 2];
        foreach (ref var step in byStep.AsSpan())
        {
            step.Counts = new AnswerCounts();
        }

        foreach (var (labelled, evaluation) in graded)
        {
            ref var step = ref byStep[FirstStepThatSends(evaluation, sends)];
            step.Evaluations++;
            step.Counts.Add(AnswerCounts.Of(evaluation, labelled, rules));
        }

        var points = new List<CoveragePoint>();
        var left = new AnswerCounts();
        var leftEvaluations = 0;
        for (var step = Steps; step >= 0; step--)
        {
            left.Add(byStep[step + 1].Counts);
            leftEvaluations += byStep[step + 1].Evaluations;
            if (graded.Count > 0 && (step == 0 || byStep[step].Evaluations > 0))
            {
                points.Add(Point(step, graded.Count, leftEvaluations, left));
            }
        }

        points.Reverse();
        return new CoverageCurve([.. points]);
    }

    /// <summary>One unsure verdict sends an evaluation, or one that was not assessed.</summary>
    internal static bool OneUnsureVerdict(Evaluation evaluation, double threshold) =>
        evaluation.Verdicts.Any(verdict => verdict.Coverage == Coverage.NotAssessed || verdict.Confidence < threshold);

    private static int FirstStepThatSends(Evaluation evaluation, Func<Evaluation, double, bool> sends)
    {
        var (first, after) = (0, Steps + 1);
        while (first < after)
        {
            var middle = (first + after) / 2;
            (first, after) = sends(evaluation, ThresholdOf(middle)) ? (first, middle) : (middle + 1, after);
        }

        return first;
    }

    private static CoveragePoint Point(int step, int evaluations, int left, AnswerCounts counts)
    {
        var three = counts.Verdicts;
        return new CoveragePoint
        {
            Threshold = ThresholdOf(step),
            Sent = evaluations - left,
            ShareSent = (evaluations - left) / (double)evaluations,
            Left = left,
            Accuracy3 = three.Accuracy,
            Accuracy2 = three.Split((int)Coverage.Partial).Accuracy,
            ScoreMae = counts.Scores.MeanAbsoluteError,
        };
    }

    private static double ThresholdOf(int step) => step / (double)Steps;
}
