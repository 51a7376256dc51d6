using System.Collections.Immutable;
using SreEvaluator.Grading;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Reports;

/// <summary>A misconception that the answer holds.</summary>
/// <param name="Id">The red flag's id.</param>
/// <param name="Confidence">The probability that the answer really holds it, 0 to 1.</param>
/// <param name="Evidence">Where the answer holds it.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record RedFlagJson(string Id, double Confidence, ImmutableArray<EvidenceJson> Evidence, string Reason)
{
    internal static RedFlagJson Of(RedFlagFinding found) => new(
        found.RedFlag.Id,
        Math.Round(found.Confidence, EvaluationJson.ConfidenceDecimals),
        [.. found.Evidence.Select(EvidenceJson.Of)],
        found.Reason);

    internal RedFlagFinding ToFinding(RedFlag redFlag, Answer answer) =>
        new(redFlag, [.. Evidence.Select(evidence => evidence.ToEvidence(answer))], Reason, Confidence);
}
