using System.Collections.Immutable;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading;

/// <summary>An answer whose coverage people, or whoever stood in for them, have marked.</summary>
public sealed record LabelledAnswer
{
    /// <summary>The id of the question.</summary>
    public required string Question { get; init; }

    /// <summary>The answer.</summary>
    public required Answer Answer { get; init; }

    /// <summary>Who wrote it; empty where not known. Cross-validation by writer keeps a writer's answers together.</summary>
    public string Writer { get; init; } = string.Empty;

    /// <summary>How it is written; empty where not known.</summary>
    public string Style { get; init; } = string.Empty;

    /// <summary>The label of each key point, by its id; a point that is not listed is missing.</summary>
    public required ImmutableDictionary<string, Label> Labels { get; init; }

    /// <summary>The quote for each red flag that the answer holds, by its id.</summary>
    public ImmutableDictionary<string, string> RedFlags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The coverage of a key point according to the labels.</summary>
    /// <param name="keyPoint">The key point's id.</param>
    public Coverage CoverageOf(string keyPoint) => Labels.TryGetValue(keyPoint, out var label) ? label.Coverage : Coverage.Missing;

    /// <summary>The score that the labels and red flags add up to.</summary>
    /// <param name="question">The question; a point of it that has no label is missing.</param>
    /// <param name="rules">The numbers of the score.</param>
    public Score ScoreOf(Question question, ScoringRules rules)
    {
        ArgumentNullException.ThrowIfNull(question);
        return Score.Of(
            question.KeyPoints.Select(keyPoint => (keyPoint, CoverageOf(keyPoint.Id))),
            question.RedFlags.Count(redFlag => RedFlags.ContainsKey(redFlag.Id)),
            rules);
    }
}
