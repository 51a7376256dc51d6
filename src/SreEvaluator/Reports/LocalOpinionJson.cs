using System.Collections.Immutable;
using SreEvaluator.Grading;

namespace SreEvaluator.Reports;

/// <summary>What the local grader says of an answer that a judge graded.</summary>
/// <param name="ModelVersion">The SHA-256 of its model file.</param>
/// <param name="Score">Its score, 0 to 100; null when no key point could be assessed.</param>
/// <param name="Verdicts">One for each key point, in the question's order.</param>
public sealed record LocalOpinionJson(string? ModelVersion, double? Score, ImmutableArray<LocalVerdictJson> Verdicts)
{
    /// <summary>The ids of the misconceptions that it found; empty in evaluations from before it was written.</summary>
    public ImmutableArray<string> RedFlags { get; init; } = [];

    internal static LocalOpinionJson Of(LocalOpinion local) => new(
        local.ModelVersion,
        local.Score,
        [.. local.Verdicts.Select(verdict => new LocalVerdictJson(verdict.KeyPoint, verdict.Coverage, Math.Round(verdict.Confidence, EvaluationJson.ConfidenceDecimals)))])
    {
        RedFlags = local.RedFlags,
    };

    internal LocalOpinion ToOpinion() => new(
        ModelVersion, Score, [.. Verdicts.Select(verdict => new LocalVerdict(verdict.KeyPoint, verdict.Verdict, verdict.Confidence))], RedFlags);
}
