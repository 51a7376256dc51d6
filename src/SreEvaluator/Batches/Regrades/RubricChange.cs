using System.Collections.Immutable;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Batches.Regrades;

/// <summary>What has changed in a question since a batch was graded by it.</summary>
public sealed record RubricChange
{
    private RubricChange()
    {
    }

    /// <summary>The question as it is now.</summary>
    public required Question Question { get; init; }

    /// <summary>The key points whose verdicts have to be found anew: reworded or new ones, and all where the question asks something else.</summary>
    public required ImmutableArray<string> Touched { get; init; }

    /// <summary>The red flags that have to be looked for anew.</summary>
    public required ImmutableArray<string> TouchedRedFlags { get; init; }

    /// <summary>The key points with another weight, or that have become critical or no longer are: only the score is computed anew.</summary>
    public required ImmutableArray<string> Reweighted { get; init; }

    /// <summary>The key points that are gone.</summary>
    public required ImmutableArray<string> Removed { get; init; }

    /// <summary>Whether anything of it asks for a grader.</summary>
    public bool NeedsGrader => !Touched.IsEmpty || !TouchedRedFlags.IsEmpty;

    /// <summary>What of the question a grader is to look at: the touched parts alone. Null where there is nothing.</summary>
    public Question? ToGrade => !NeedsGrader ? null : Question with
    {
        // A grader looks at key points; where red flags alone have changed, the lightest goes along.
        KeyPoints = Touched.IsEmpty ? [Question.KeyPoints.MinBy(keyPoint => keyPoint.Weight)!] : [.. Question.KeyPoints.Where(keyPoint => Touched.Contains(keyPoint.Id))],
        RedFlags = [.. Question.RedFlags.Where(redFlag => TouchedRedFlags.Contains(redFlag.Id))],
    };

    /// <summary>Compares a question with what it was.</summary>
    /// <param name="then">What it was; null where that is not known, and all of it counts as changed.</param>
    /// <param name="question">The question as it is now.</param>
    public static RubricChange Of(RubricFingerprint? then, Question question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var now = RubricFingerprint.Of(question);
        var all = then is null || then.Asks != now.Asks;
        return new RubricChange
        {
            Question = question,
            Touched = [.. question.KeyPoints.Select(keyPoint => keyPoint.Id).Where(id => all || then!.KeyPoints.GetValueOrDefault(id) != now.KeyPoints[id])],
            TouchedRedFlags = [.. question.RedFlags.Select(redFlag => redFlag.Id).Where(id => all || then!.RedFlags.GetValueOrDefault(id) != now.RedFlags[id])],
            Reweighted = then is null ? [] : [.. question.KeyPoints.Select(keyPoint => keyPoint.Id).Where(id => then.Weights.TryGetValue(id, out var weight) && weight != now.Weights[id])],
            Removed = then is null ? [] : [.. then.KeyPoints.Keys.Where(id => !now.KeyPoints.ContainsKey(id))],
        };
    }
}
