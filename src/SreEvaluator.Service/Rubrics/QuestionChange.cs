using System.Collections.Immutable;
using SreEvaluator.Batches.Regrades;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Service.Rubrics;

/// <summary>What another version of a rubric means for a question: what is graded otherwise. Each part is named by its id.</summary>
public sealed record QuestionChange
{
    private QuestionChange()
    {
    }

    /// <summary>The question's id.</summary>
    public required string Question { get; init; }

    /// <summary>The key points and red flags that are new.</summary>
    public required ImmutableArray<string> Added { get; init; }

    /// <summary>Those that are gone.</summary>
    public required ImmutableArray<string> Removed { get; init; }

    /// <summary>Those that say something else, or are found by something else.</summary>
    public required ImmutableArray<string> Reworded { get; init; }

    /// <summary>The key points that count otherwise: only scores differ.</summary>
    public required ImmutableArray<string> Reweighted { get; init; }

    /// <summary>What differs, question by question; empty where every verdict and score would be the same.</summary>
    /// <param name="before">The earlier version.</param>
    /// <param name="after">The later version.</param>
    public static ImmutableArray<QuestionChange> Between(Rubric before, Rubric after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return
        [
            .. before.Questions.Concat(after.Questions)
                .Select(question => question.Id)
                .Distinct(StringComparer.Ordinal)
                .Select(id => Of(id, before.Questions.FirstOrDefault(question => question.Id == id), after.Questions.FirstOrDefault(question => question.Id == id)))
                .Where(change => !(change.Added.IsEmpty && change.Removed.IsEmpty && change.Reworded.IsEmpty && change.Reweighted.IsEmpty)),
        ];
    }

    private static QuestionChange Of(string id, Question? before, Question? after)
    {
        var (then, now) = (Parts(before), Parts(after));
        var change = after is null ? null : RubricChange.Of(before is null ? null : RubricFingerprint.Of(before), after);
        return new QuestionChange
        {
            Question = id,
            Added = [.. now.Except(then, StringComparer.Ordinal)],
            Removed = [.. then.Except(now, StringComparer.Ordinal)],
            Reworded = [.. (change is null ? [] : change.Touched.Concat(change.TouchedRedFlags)).Intersect(then, StringComparer.Ordinal)],
            Reweighted = change?.Reweighted ?? [],
        };
    }

    private static List<string> Parts(Question? question) =>
        question is null ? [] : [.. question.KeyPoints.Select(keyPoint => keyPoint.Id), .. question.RedFlags.Select(redFlag => redFlag.Id)];
}
