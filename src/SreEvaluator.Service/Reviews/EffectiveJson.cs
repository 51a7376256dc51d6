using SreEvaluator.Grading;
using SreEvaluator.Reviews;

namespace SreEvaluator.Service.Reviews;

/// <summary>An evaluation with what people decided: what holds. The machine's own stays as it was.</summary>
/// <param name="EvaluationId">The evaluation.</param>
/// <param name="Score">0 to 100, of what holds; null where nothing was assessed.</param>
/// <param name="Band">The score in words.</param>
/// <param name="Verdicts">One for each key point, in the question's order.</param>
/// <param name="RedFlags">The ids of the red flags that hold.</param>
public sealed record EffectiveJson(Guid EvaluationId, double? Score, Band Band, IReadOnlyList<EffectiveVerdictJson> Verdicts, IReadOnlyList<string> RedFlags)
{
    internal static EffectiveJson Of(EffectiveEvaluation one) => new(
        one.Machine.Id,
        one.Score.Value,
        one.Score.Band,
        [
            .. one.Verdicts.Select(verdict => new EffectiveVerdictJson(
                verdict.Machine.KeyPoint.Id, CoverageName.Of(verdict.Coverage), CoverageName.Of(verdict.Machine.Coverage))),
        ],
        [.. one.RedFlags.Select(redFlag => redFlag.Id)]);
}
