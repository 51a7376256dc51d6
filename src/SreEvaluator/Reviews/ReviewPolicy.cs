using System.Collections.Immutable;
using System.Globalization;
using SreEvaluator.Grading;

namespace SreEvaluator.Reviews;

/// <summary>Says whether an evaluation asks for a person, and why. It never changes a score.</summary>
public static class ReviewPolicy
{
    private static readonly string[] Computed = ["degraded", "not-assessed", "critical-uncertain", "low-confidence", "graders-apart", "near-band-edge"];

    /// <summary>The reasons for a review, each as <c>kind: detail</c> and without the answer's text; empty where none is needed.</summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="options">The thresholds.</param>
    public static ImmutableArray<string> ReasonsFor(Evaluation evaluation, ReviewOptions options)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        ArgumentNullException.ThrowIfNull(options);
        return [.. Reasons(evaluation, options).Concat(evaluation.Doubts).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Whether a reason is one that is computed from verdicts and score, and not from what a grader saw in the text.</summary>
    /// <param name="reason">The reason, as <see cref="ReasonsFor"/> gives it.</param>
    public static bool Computes(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return Computed.Contains(reason.Split(':')[0], StringComparer.Ordinal);
    }

    /// <summary>Whether an evaluation would ask for a person with another <see cref="ReviewOptions.LeastConfidence"/>, all other thresholds as they are.</summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="options">The thresholds.</param>
    /// <param name="leastConfidence">The other one, 0 to 1.</param>
    public static bool Sends(Evaluation evaluation, ReviewOptions options, double leastConfidence)
    {
        ArgumentNullException.ThrowIfNull(options);
        return !ReasonsFor(evaluation, options.With(leastConfidence)).IsEmpty;
    }

    private static IEnumerable<string> Reasons(Evaluation evaluation, ReviewOptions options)
    {
        if (evaluation.DegradedReason is { } reason)
        {
            yield return $"degraded: {reason}";
        }

        var notAssessed = evaluation.Verdicts.Count(verdict => verdict.Coverage == Coverage.NotAssessed);
        if (notAssessed > 0)
        {
            yield return $"not-assessed: {KeyPoints(notAssessed)}";
        }

        var assessed = evaluation.Verdicts.Where(verdict => verdict.Coverage != Coverage.NotAssessed).ToList();
        foreach (var verdict in assessed.Where(verdict => verdict.KeyPoint.Critical && verdict.Confidence < options.LeastCriticalConfidence))
        {
            yield return $"critical-uncertain: {verdict.KeyPoint.Id}";
        }

        var uncertain = assessed.Count(verdict => verdict.Confidence < options.LeastConfidence);
        if (uncertain >= options.UncertainKeyPoints)
        {
            yield return $"low-confidence: {KeyPoints(uncertain)}";
        }

        var apart = Apart(evaluation, options.LeastLocalConfidence);
        if (apart >= options.ApartKeyPoints)
        {
            yield return $"graders-apart: {KeyPoints(apart)}";
        }

        if (BandBesides(evaluation, options.BandMargin) is { } band)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"near-band-edge: {evaluation.Score.Value:0.#} is within {options.BandMargin:0.##} of {band}");
        }
    }

    /// <summary>On how many key points one of judge and local grader gives credit and the other, sure of it, is of another mind.</summary>
    private static int Apart(Evaluation evaluation, double leastLocalConfidence) => evaluation.Local is not { } local
        ? 0
        : evaluation.Verdicts.Zip(local.Verdicts).Count(pair =>
            pair.Second.Confidence >= leastLocalConfidence
            && ScoringRules.CreditOf(pair.First.Coverage) is { } judged
            && ScoringRules.CreditOf(pair.Second.Coverage) is { } locally
            && judged > 0 != locally > 0);

    private static string KeyPoints(int count) => count == 1 ? "1 key point" : $"{count} key points";

    /// <summary>The band that begins or ends near the score, on the other side of the edge; null where none does.</summary>
    private static string? BandBesides(Evaluation evaluation, double margin)
    {
        if (evaluation.Score.Value is not { } score)
        {
            return null;
        }

        // A cap holds the band whatever the score, so the edge above it changes nothing.
        var capped = evaluation.Verdicts.Any(verdict => verdict.KeyPoint.Critical && verdict.Coverage == Coverage.Missing);
        (double From, string Below, string Above)[] edges =
        [
            (ScoringRules.DevelopingFrom, "weak", "developing"),
            (ScoringRules.SolidFrom, "developing", "solid"),
            (ScoringRules.StrongFrom, "solid", "strong"),
        ];
        foreach (var (from, below, above) in edges)
        {
            if (!(capped && from == ScoringRules.StrongFrom) && margin > 0 && Math.Abs(score - from) <= margin)
            {
                return score < from ? above : below;
            }
        }

        return null;
    }
}
