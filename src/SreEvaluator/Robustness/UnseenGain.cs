using System.Collections.Immutable;
using SreEvaluator.Grading;

namespace SreEvaluator.Robustness;

/// <summary>A manipulated text that gained credit and would go to nobody.</summary>
/// <param name="Manipulation">What was done to the answer.</param>
/// <param name="Question">The question's id.</param>
/// <param name="Answer">The id of the clean answer.</param>
/// <param name="Gain">The credit over what is deserved, in hundredths of all credit.</param>
/// <param name="KeyPoints">The ids of the key points that gained.</param>
public sealed record UnseenGain(string Manipulation, string Question, string Answer, double Gain, ImmutableArray<string> KeyPoints)
{
    internal static UnseenGain Of(RobustnessRun.Outcome outcome)
    {
        var deserved = outcome.Manipulation!.Kind == ManipulationKind.ReplacesAnswer ? null : outcome.Plain;
        return new UnseenGain(
            outcome.Manipulation.Name,
            outcome.Plain.Question.Id,
            outcome.Plain.Answer.Id,
            ManipulationFigures.GainOf(outcome),
            [
                .. outcome.Changed.Verdicts
                    .Where((verdict, index) => (ScoringRules.CreditOf(verdict.Coverage) ?? 0) > (deserved is null ? 0 : ScoringRules.CreditOf(deserved.Verdicts[index].Coverage) ?? 0))
                    .Select(verdict => verdict.KeyPoint.Id),
            ]);
    }
}
