using System.Collections.Immutable;
using SreEvaluator.Grading;

namespace SreEvaluator.Reports;

/// <summary>What changed from one attempt at a question to the next.</summary>
public sealed record EvaluationChange
{
    private EvaluationChange()
    {
    }

    /// <summary>How the score moved, in points of 100; null where one of the two has none.</summary>
    public required double? Score { get; init; }

    /// <summary>The key points that count for more than before.</summary>
    public required ImmutableArray<VerdictChange> Gained { get; init; }

    /// <summary>The key points that count for less than before.</summary>
    public required ImmutableArray<VerdictChange> Lost { get; init; }

    /// <summary>Compares two evaluations of answers to one question. A key point that one of them does not hold or assess is left out.</summary>
    /// <param name="before">The earlier one.</param>
    /// <param name="after">The later one.</param>
    public static EvaluationChange Between(EvaluationJson before, EvaluationJson after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var earlier = before.Verdicts.ToDictionary(verdict => verdict.KeyPoint, verdict => verdict.Verdict, StringComparer.Ordinal);
        var changes = after.Verdicts
            .Where(verdict => earlier.ContainsKey(verdict.KeyPoint))
            .Select(verdict => (
                Change: new VerdictChange(verdict.KeyPoint, earlier[verdict.KeyPoint], verdict.Verdict),
                Credit: ScoringRules.CreditOf(verdict.Verdict) - ScoringRules.CreditOf(earlier[verdict.KeyPoint])))
            .ToList();
        return new EvaluationChange
        {
            Score = after.Score - before.Score is { } difference ? Math.Round(difference, 1) : null,
            Gained = [.. changes.Where(change => change.Credit > 0).Select(change => change.Change)],
            Lost = [.. changes.Where(change => change.Credit < 0).Select(change => change.Change)],
        };
    }
}
