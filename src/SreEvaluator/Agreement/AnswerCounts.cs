using SreEvaluator.Grading;

namespace SreEvaluator.Agreement;

/// <summary>What an answer, or several together, add to the figures: how often each label met each verdict, and the sums of the scores.</summary>
internal sealed class AnswerCounts
{
    /// <summary>Covered, partial and missing.</summary>
    public const int Classes = 3;

    private readonly long[] _verdicts = new long[Classes * Classes];

    /// <summary>Some order that depends on nothing but the counts.</summary>
    public static Comparer<AnswerCounts> Order { get; } = Comparer<AnswerCounts>.Create((one, other) =>
        one._verdicts.AsSpan().SequenceCompareTo(other._verdicts) is var byVerdicts and not 0
            ? byVerdicts
            : (one.Scores.Rated, one.Scores.Labelled, one.Scores.Count).CompareTo((other.Scores.Rated, other.Scores.Labelled, other.Scores.Count)));

    /// <summary>The sums of the scores.</summary>
    public ScoreSums Scores { get; private set; }

    /// <summary>How often each label met each verdict.</summary>
    public ConfusionTable Verdicts => new(Classes, _verdicts);

    /// <summary>What one answer adds.</summary>
    public static AnswerCounts Of(Evaluation evaluation, LabelledAnswer labelled, ScoringRules rules)
    {
        var counts = new AnswerCounts();
        foreach (var verdict in evaluation.Verdicts)
        {
            counts.Count(labelled.CoverageOf(verdict.KeyPoint.Id), verdict.Coverage);
        }

        if (evaluation.Score.Value is { } rated && labelled.ScoreOf(evaluation.Question, rules).Value is { } reference)
        {
            counts.Scores = ScoreSums.Of(rated, reference);
        }

        return counts;
    }

    /// <summary>Counts one key point, unless it is not assessed.</summary>
    public void Count(Coverage label, Coverage verdict)
    {
        if (label != Coverage.NotAssessed && verdict != Coverage.NotAssessed)
        {
            _verdicts[((int)label * Classes) + (int)verdict]++;
        }
    }

    /// <summary>Counts all that another has counted.</summary>
    public void Add(AnswerCounts other)
    {
        for (var index = 0; index < _verdicts.Length; index++)
        {
            _verdicts[index] += other._verdicts[index];
        }

        Scores += other.Scores;
    }
}
