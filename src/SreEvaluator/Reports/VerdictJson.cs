using System.Collections.Immutable;
using SreEvaluator.Grading;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Reports;

/// <summary>What was found of one key point.</summary>
/// <param name="KeyPoint">The key point's id.</param>
/// <param name="Weight">How much it counts, 1 to 3.</param>
/// <param name="Critical">Whether missing it caps the band.</param>
/// <param name="Verdict">How far the answer makes it.</param>
/// <param name="Confidence">The probability that the verdict is right, 0 to 1.</param>
/// <param name="Evidence">Where the answer makes it.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record VerdictJson(
    string KeyPoint, int Weight, bool Critical, Coverage Verdict, double Confidence, ImmutableArray<EvidenceJson> Evidence, string Reason)
{
    internal static VerdictJson Of(Grading.Verdict verdict) => new(
        verdict.KeyPoint.Id,
        verdict.KeyPoint.Weight,
        verdict.KeyPoint.Critical,
        verdict.Coverage,
        Math.Round(verdict.Confidence, EvaluationJson.ConfidenceDecimals),
        [.. verdict.Evidence.Select(EvidenceJson.Of)],
        verdict.Reason);

    internal Grading.Verdict ToVerdict(KeyPoint keyPoint, Answer answer) =>
        new(keyPoint, Verdict, [.. Evidence.Select(evidence => evidence.ToEvidence(answer))], Reason, Confidence);
}
