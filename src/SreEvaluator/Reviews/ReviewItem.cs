using System.Collections.Immutable;
using SreEvaluator.Grading;

namespace SreEvaluator.Reviews;

/// <summary>An evaluation that asks for a person: what is in question, what of it is still open, and what a look at it is worth.</summary>
public sealed record ReviewItem
{
    /// <summary>How many verdicts are in question where none is uncertain by itself: the least sure ones.</summary>
    private const int LeastPoints = 3;

    private ReviewItem()
    {
    }

    /// <summary>The evaluation with what people have decided so far.</summary>
    public required EffectiveEvaluation Evaluation { get; init; }

    /// <summary>Why it asks for a person.</summary>
    public required ImmutableArray<string> Reasons { get; init; }

    /// <summary>The verdicts in question, those that move the score most first.</summary>
    public required ImmutableArray<Verdict> InQuestion { get; init; }

    /// <summary>What a look at it is worth.</summary>
    public required ReviewWorth Worth { get; init; }

    /// <summary>The verdicts in question on which no person has decided.</summary>
    public IEnumerable<Verdict> Open => InQuestion.Where(verdict => !IsDecided(Evaluation, verdict));

    /// <summary>Looks at all of an evaluation, whether it asks for a person or not.</summary>
    /// <param name="evaluation">The evaluation with what people have decided.</param>
    /// <param name="reasons">Why it asks for a person; empty where it does not.</param>
    /// <param name="rules">The numbers of the score.</param>
    public static ReviewItem Whole(EffectiveEvaluation evaluation, ImmutableArray<string> reasons, ScoringRules rules)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        ArgumentNullException.ThrowIfNull(rules);
        return Of(evaluation, reasons, evaluation.Machine.Verdicts, rules);
    }

    /// <summary>Looks at what of an evaluation is in question.</summary>
    /// <param name="evaluation">The evaluation with what people have decided.</param>
    /// <param name="reasons">Why it asks for a person; empty where it does not.</param>
    /// <param name="options">From which confidence on a verdict is certain.</param>
    /// <param name="rules">The numbers of the score.</param>
    public static ReviewItem Of(EffectiveEvaluation evaluation, ImmutableArray<string> reasons, ReviewOptions options, ScoringRules rules)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rules);
        return Of(evaluation, reasons, VerdictsInQuestion(evaluation.Machine, options), rules);
    }

    /// <summary>The same item with what people have decided by now.</summary>
    /// <param name="evaluation">The same evaluation with what people have decided by now.</param>
    /// <param name="rules">The numbers of the score.</param>
    internal ReviewItem With(EffectiveEvaluation evaluation, ScoringRules rules) => Of(evaluation, Reasons, InQuestion, rules);

    /// <summary>Whether people have decided on all of an evaluation that is in question.</summary>
    /// <param name="evaluation">The evaluation with what people have decided.</param>
    /// <param name="options">From which confidence on a verdict is certain.</param>
    public static bool IsSettled(EffectiveEvaluation evaluation, ReviewOptions options)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        ArgumentNullException.ThrowIfNull(options);
        return VerdictsInQuestion(evaluation.Machine, options).All(verdict => IsDecided(evaluation, verdict));
    }

    private static ReviewItem Of(EffectiveEvaluation evaluation, ImmutableArray<string> reasons, ImmutableArray<Verdict> inQuestion, ScoringRules rules) => new()
    {
        Evaluation = evaluation,
        Reasons = reasons,
        InQuestion = inQuestion,
        Worth = ReviewWorth.Of(evaluation, inQuestion.Count(verdict => !IsDecided(evaluation, verdict)), rules),
    };

    private static bool IsDecided(EffectiveEvaluation evaluation, Verdict verdict) =>
        evaluation.Verdicts.Any(effective => effective.Machine == verdict && effective.Person is not null);

    private static ImmutableArray<Verdict> VerdictsInQuestion(Evaluation evaluation, ReviewOptions options)
    {
        var byDoubt = evaluation.Verdicts.OrderByDescending(verdict => verdict.KeyPoint.Weight * (1 - verdict.Confidence)).ToList();
        var uncertain = byDoubt.FindAll(verdict =>
            verdict.Coverage == Coverage.NotAssessed
            || verdict.Confidence < options.LeastConfidence
            || (verdict.KeyPoint.Critical && verdict.Confidence < options.LeastCriticalConfidence));
        return [.. uncertain.Count > 0 ? uncertain : byDoubt.Take(LeastPoints)];
    }
}
