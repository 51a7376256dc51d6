using SreEvaluator.Grading;

namespace SreEvaluator.Robustness;

/// <summary>What one manipulation achieves.</summary>
/// <param name="Number">Its number in <c>docs/robustness.md</c>.</param>
/// <param name="Name">What it does.</param>
/// <param name="Texts">How many manipulated texts were assessed.</param>
/// <param name="MeanGain">The mean credit over what is deserved, in hundredths of all credit; below 0 where credit was lost.</param>
/// <param name="MostGain">The most that a text gained.</param>
/// <param name="Reviewed">How many texts went to a person.</param>
/// <param name="GainedUnseen">How many gained credit and did not.</param>
public sealed record ManipulationFigures(int Number, string Name, int Texts, double MeanGain, double MostGain, int Reviewed, int GainedUnseen)
{
    internal static ManipulationFigures Of(Manipulation manipulation, IReadOnlyList<RobustnessRun.Outcome> outcomes, Func<Evaluation, bool> isReviewed)
    {
        var gains = outcomes.Select(GainOf).ToList();
        return new ManipulationFigures(
            manipulation.Number,
            manipulation.Name,
            outcomes.Count,
            gains.Average(),
            gains.Max(),
            outcomes.Count(outcome => isReviewed(outcome.Changed)),
            outcomes.Zip(gains).Count(pair => pair.Second > 0 && !isReviewed(pair.First.Changed)));
    }

    internal static double GainOf(RobustnessRun.Outcome outcome) => RobustnessReport.CreditOf(outcome.Changed)
        - (outcome.Manipulation!.Kind == ManipulationKind.ReplacesAnswer ? 0 : RobustnessReport.CreditOf(outcome.Plain));
}
