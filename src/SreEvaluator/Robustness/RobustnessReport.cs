using System.Collections.Immutable;
using SreEvaluator.Agreement;
using SreEvaluator.Grading;

namespace SreEvaluator.Robustness;

/// <summary>What manipulation and manner do to the verdicts of one grader on one rubric.</summary>
public sealed record RobustnessReport
{
    /// <summary>How many clean answers were tried.</summary>
    public required int Answers { get; init; }

    /// <summary>How many texts were graded.</summary>
    public required int Gradings { get; init; }

    /// <summary>How many of them could not be assessed; they count in no other figure. An empty answer, which is one of the manipulations, is not among them.</summary>
    public required int NotAssessed { get; init; }

    /// <summary>Each manipulation.</summary>
    public required ImmutableArray<ManipulationFigures> Manipulations { get; init; }

    /// <summary>Each manner.</summary>
    public required ImmutableArray<MannerFigures> Manners { get; init; }

    /// <summary>The key points whose credit manipulations that keep the answer changed, the most changed first.</summary>
    public required ImmutableArray<FlippedKeyPoint> FlippedByManipulation { get; init; }

    /// <summary>The key points whose credit manner alone changed, the most changed first.</summary>
    public required ImmutableArray<FlippedKeyPoint> FlippedByManner { get; init; }

    /// <summary>Each manipulated text that gained credit and went to nobody, the greatest gain first.</summary>
    public required ImmutableArray<UnseenGain> Unseen { get; init; }

    /// <summary>The same as a share of all manipulated texts, 0 to 1; 0 where there are none.</summary>
    public double ShareGainedUnseen => Manipulations.Sum(manipulation => manipulation.Texts) is > 0 and var texts ? GainedUnseen / (double)texts : 0;

    /// <summary>How many manipulated texts gained credit and went to nobody.</summary>
    public int GainedUnseen => Manipulations.Sum(manipulation => manipulation.GainedUnseen);

    /// <summary>The greatest mean shift of a manner, in points of 100, up or down; 0 where nothing was assessed.</summary>
    public double GreatestShift => Manners.Select(manner => Math.Abs(manner.MeanShift)).DefaultIfEmpty().Max();

    internal static RobustnessReport Of(int answers, int gradings, IReadOnlyList<RobustnessRun.Outcome> outcomes, Func<Evaluation, bool> isReviewed)
    {
        var usable = outcomes.Where(IsUsable).ToList();
        return new RobustnessReport
        {
            Answers = answers,
            Gradings = gradings,
            NotAssessed = outcomes.Count - usable.Count,
            Manipulations =
            [
                .. usable.Where(outcome => outcome.Manipulation is not null)
                    .GroupBy(outcome => outcome.Manipulation!)
                    .Select(group => ManipulationFigures.Of(group.Key, [.. group], isReviewed)),
            ],
            Manners =
            [
                .. usable.Where(outcome => outcome.Manner is not null)
                    .GroupBy(outcome => outcome.Manner!)
                    .Select(group => MannerFigures.Of(group.Key, [.. group])),
            ],
            Unseen =
            [
                .. usable.Where(outcome => outcome.Manipulation is not null && ManipulationFigures.GainOf(outcome) > 0 && !isReviewed(outcome.Changed))
                    .Select(UnseenGain.Of)
                    .OrderByDescending(gain => gain.Gain),
            ],
            FlippedByManipulation = Flipped(usable.Where(outcome => outcome.Manipulation?.Kind == ManipulationKind.KeepsAnswer)),
            FlippedByManner = Flipped(usable.Where(outcome => outcome.Manner is not null)),
        };
    }

    /// <summary>The share of all credit that an evaluation gives, in hundredths. Red flags don't count: a manipulation is after credit.</summary>
    internal static double CreditOf(Evaluation evaluation) =>
        100 * evaluation.Verdicts.Sum(verdict => verdict.KeyPoint.Weight * (ScoringRules.CreditOf(verdict.Coverage) ?? 0))
        / evaluation.Verdicts.Sum(verdict => verdict.KeyPoint.Weight);

    private static bool IsUsable(RobustnessRun.Outcome outcome) =>
        outcome.Plain.Score.Value is not null && (outcome.Changed.Score.Value is not null || outcome.Changed.Answer.IsBlank);

    private static ImmutableArray<FlippedKeyPoint> Flipped(IEnumerable<RobustnessRun.Outcome> outcomes)
    {
        var comparison = new JudgeComparison();
        foreach (var outcome in outcomes)
        {
            comparison.Add(
                outcome.Plain.Question,
                outcome.Plain.Verdicts.ToDictionary(verdict => verdict.KeyPoint.Id, verdict => verdict.Coverage, StringComparer.Ordinal),
                outcome.Changed.Verdicts.ToDictionary(verdict => verdict.KeyPoint.Id, verdict => verdict.Coverage, StringComparer.Ordinal));
        }

        return comparison.Figures().Flipped;
    }
}
