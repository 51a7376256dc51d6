using SreEvaluator.Grading;

namespace SreEvaluator.Reviews.Groups;

/// <summary>A passage of an answer on which the machine gave credit for a key point.</summary>
/// <param name="Evaluation">The evaluation.</param>
/// <param name="Verdict">The verdict that stands on the passage.</param>
public sealed record Passage(EffectiveEvaluation Evaluation, Verdict Verdict)
{
    /// <summary>The words.</summary>
    public string Text => Verdict.Evidence[0].Quote;
}
