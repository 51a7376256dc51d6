using SreEvaluator.Grading;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Reports;

/// <summary>How a batch covers one question, point by point.</summary>
public sealed class QuestionFigures
{
    private static readonly int Coverages = Enum.GetValues<Coverage>().Length;

    private readonly Dictionary<string, int[]> _counts;
    private readonly Dictionary<string, int> _redFlags = new(StringComparer.Ordinal);

    internal QuestionFigures(Question question)
    {
        Question = question;
        _counts = question.KeyPoints.ToDictionary(keyPoint => keyPoint.Id, _ => new int[Coverages], StringComparer.Ordinal);
    }

    /// <summary>The question.</summary>
    public Question Question { get; }

    /// <summary>How many answers it has.</summary>
    public int Answers { get; private set; }

    /// <summary>How many answers cover a key point so far.</summary>
    /// <param name="keyPoint">The key point.</param>
    /// <param name="coverage">How far.</param>
    public int Of(KeyPoint keyPoint, Coverage coverage)
    {
        ArgumentNullException.ThrowIfNull(keyPoint);
        return _counts[keyPoint.Id][(int)coverage];
    }

    /// <summary>The mean credit for a key point over the answers in which it could be assessed, 0 to 1; null where it could be in none.</summary>
    /// <param name="keyPoint">The key point.</param>
    public double? CreditOf(KeyPoint keyPoint)
    {
        ArgumentNullException.ThrowIfNull(keyPoint);
        double credit = 0;
        var assessed = 0;
        foreach (var coverage in Enum.GetValues<Coverage>())
        {
            if (ScoringRules.CreditOf(coverage) is { } share)
            {
                credit += share * Of(keyPoint, coverage);
                assessed += Of(keyPoint, coverage);
            }
        }

        return assessed == 0 ? null : credit / assessed;
    }

    /// <summary>In how many answers a red flag was found.</summary>
    /// <param name="redFlag">The red flag.</param>
    public int Of(RedFlag redFlag)
    {
        ArgumentNullException.ThrowIfNull(redFlag);
        return _redFlags.GetValueOrDefault(redFlag.Id);
    }

    internal void Add(GradedAnswer answer)
    {
        Answers++;
        foreach (var verdict in answer.Evaluation.Verdicts)
        {
            if (_counts.TryGetValue(verdict.KeyPoint, out var counts))
            {
                counts[(int)answer.CoverageOf(verdict)]++;
            }
        }

        foreach (var redFlag in answer.RedFlags)
        {
            _redFlags[redFlag] = _redFlags.GetValueOrDefault(redFlag) + 1;
        }
    }
}
