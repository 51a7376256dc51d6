using SreEvaluator.Grading;

namespace SreEvaluator.Reviews;

/// <summary>What holds for a key point: a person's verdict where there is one, the machine's otherwise; both are kept.</summary>
/// <param name="Machine">The machine's verdict.</param>
/// <param name="Person">The override in force; null where no person has decided.</param>
public sealed record EffectiveVerdict(Verdict Machine, VerdictOverride? Person)
{
    /// <summary>How far the answer makes the point.</summary>
    public Coverage Coverage => Person?.Verdict ?? Machine.Coverage;
}
