using System.Collections.Immutable;
using SreEvaluator.Grading;

namespace SreEvaluator.Reports;

/// <summary>What the local grader says of an answer that a judge graded.</summary>
/// <param name="ModelVersion">The SHA-256 of its model file.</param>
/// <param name="Score">Its score, 0 to 100; null when no key point could be assessed.</param>
/// <param name="Verdicts">One for each key point, in the question's order.</param>
public sealed record LocalOpinionJson(string? ModelVersion, double? Score, ImmutableArray<LocalVerdictJson> Verdicts)
{
    internal static LocalOpinionJson Of(Evaluation evaluation) => new(
        evaluation.Provenance.ModelVersion,
        evaluation.Score.Value,
        [.. evaluation.Verdicts.Select(verdict => new LocalVerdictJson(
            verdict.KeyPoint.Id, verdict.Coverage, Math.Round(verdict.Confidence, EvaluationJson.ConfidenceDecimals)))]);
}
