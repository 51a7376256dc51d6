namespace SreEvaluator.Robustness;

/// <summary>What one manner does to scores.</summary>
/// <param name="Name">The manner.</param>
/// <param name="Texts">How many pairs of texts were assessed.</param>
/// <param name="Shifted">How many scores moved.</param>
/// <param name="MeanShift">The mean shift in points of 100, up or down.</param>
/// <param name="MostShift">The greatest shift of one score, as an amount.</param>
public sealed record MannerFigures(string Name, int Texts, int Shifted, double MeanShift, double MostShift)
{
    internal static MannerFigures Of(Manner manner, IReadOnlyList<RobustnessRun.Outcome> outcomes)
    {
        var shifts = outcomes.Select(outcome => (outcome.Changed.Score.Value - outcome.Plain.Score.Value) ?? 0).ToList();
        return new MannerFigures(
            manner.Name,
            shifts.Count,
            shifts.Count(shift => shift != 0),
            shifts.Average(),
            shifts.Max(Math.Abs));
    }
}
