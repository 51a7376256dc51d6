using SreEvaluator.Rubrics;

namespace SreEvaluator.Service.Rubrics;

/// <summary>One thing that a strong answer says.</summary>
/// <param name="Id">Unique within the question.</param>
/// <param name="Weight">How much it counts, 1 to 3.</param>
/// <param name="Critical">Whether missing it caps the band of the whole answer.</param>
/// <param name="Statement">What the answer is to say.</param>
/// <param name="Covered">What counts as covered.</param>
/// <param name="Partial">What counts only as partial.</param>
/// <param name="Hint">A nudge that does not give the point away.</param>
/// <param name="Advice">What to learn or practise where the point is missing.</param>
/// <param name="Probe">A question by which an interviewer draws the point out.</param>
public sealed record KeyPointJson(
    string Id, int Weight, bool Critical, string Statement, string Covered, string Partial, string Hint, string Advice, string Probe)
{
    internal static KeyPointJson Of(KeyPoint keyPoint) => new(
        keyPoint.Id,
        keyPoint.Weight,
        keyPoint.Critical,
        keyPoint.Statement,
        keyPoint.Covered,
        keyPoint.Partial,
        keyPoint.Hint,
        keyPoint.Advice,
        keyPoint.Probe);
}
