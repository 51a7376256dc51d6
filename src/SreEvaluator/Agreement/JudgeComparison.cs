using System.Collections.Immutable;
using SreEvaluator.Grading;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Agreement;

/// <summary>
/// Takes what two judges, or one judge before and after a change, say of the same answers, and tells how far they are apart. Neither is taken to be right.
/// </summary>
public sealed class JudgeComparison
{
    private readonly ConfusionTable _three = new(3);
    private readonly SortedDictionary<(string Question, string KeyPoint), FlippedKeyPoint> _keyPoints = [];
    private int _answers;
    private int _notAssessed;
    private int _coveredBefore;
    private int _coveredAfter;

    /// <summary>Counts one answer.</summary>
    /// <param name="question">Its question.</param>
    /// <param name="before">What the first says, by the key points' ids; one that is not there was not assessed.</param>
    /// <param name="after">What the second says.</param>
    public void Add(Question question, IReadOnlyDictionary<string, Coverage> before, IReadOnlyDictionary<string, Coverage> after)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        _answers++;
        foreach (var keyPoint in question.KeyPoints)
        {
            Add(
                (question.Id, keyPoint.Id),
                before.GetValueOrDefault(keyPoint.Id, Coverage.NotAssessed),
                after.GetValueOrDefault(keyPoint.Id, Coverage.NotAssessed));
        }
    }

    /// <summary>The figures of all that was counted so far.</summary>
    public ComparisonFigures Figures() => new()
    {
        Answers = _answers,
        Pairs = (int)_three.Items,
        NotAssessed = _notAssessed,
        Agreement = _three.Accuracy,
        KappaQuadratic = _three.QuadraticKappa,
        CoveredRateBefore = Rate(_coveredBefore),
        CoveredRateAfter = Rate(_coveredAfter),
        Flipped =
        [
            .. _keyPoints.Values
                .Where(keyPoint => keyPoint.Gained + keyPoint.Lost > 0)
                .OrderByDescending(keyPoint => (double)(keyPoint.Gained + keyPoint.Lost) / keyPoint.Pairs),
        ],
    };

    /// <summary>What an evaluation says, by the key points' ids.</summary>
    /// <param name="evaluation">The evaluation.</param>
    public static IReadOnlyDictionary<string, Coverage> CoveragesOf(Evaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        return evaluation.Verdicts.ToImmutableDictionary(verdict => verdict.KeyPoint.Id, verdict => verdict.Coverage, StringComparer.Ordinal);
    }

    private void Add((string Question, string KeyPoint) id, Coverage before, Coverage after)
    {
        if (before == Coverage.NotAssessed || after == Coverage.NotAssessed)
        {
            _notAssessed++;
            return;
        }

        _three.Add((int)before, (int)after);
        _coveredBefore += before == Coverage.Covered ? 1 : 0;
        _coveredAfter += after == Coverage.Covered ? 1 : 0;
        var soFar = _keyPoints.GetValueOrDefault(id) ?? new FlippedKeyPoint(id.Question, id.KeyPoint, Pairs: 0, Gained: 0, Lost: 0);
        _keyPoints[id] = soFar with
        {
            Pairs = soFar.Pairs + 1,
            Gained = soFar.Gained + (after > before ? 1 : 0),
            Lost = soFar.Lost + (after < before ? 1 : 0),
        };
    }

    private double? Rate(int covered) => _three.Items == 0 ? null : (double)covered / _three.Items;
}
