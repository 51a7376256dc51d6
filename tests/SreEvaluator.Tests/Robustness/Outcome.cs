using SreEvaluator.Grading;
using SreEvaluator.Robustness;

namespace SreEvaluator.Tests.Robustness;

/// <summary>What came of one manipulated answer.</summary>
/// <param name="Manipulation">What was done to it.</param>
/// <param name="Text">The answer.</param>
/// <param name="Way">How the judge was fooled.</param>
/// <param name="Clean">The evaluation of the clean answer, by the fair judge.</param>
/// <param name="Evaluation">That of the manipulated one.</param>
/// <param name="Claimed">How many points the judge claimed beyond the clean ones.</param>
internal sealed record Outcome(Manipulation Manipulation, string Text, Way Way, Evaluation Clean, Evaluation Evaluation, int Claimed)
{
    /// <summary>Credit over that of the clean answer, in hundredths of all credit.</summary>
    public double Gained => RobustnessReport.CreditOf(Evaluation) - (IsWhole ? 0 : RobustnessReport.CreditOf(Clean));

    /// <summary>Whether nothing of the clean answer is left.</summary>
    private bool IsWhole => Manipulation.Kind == ManipulationKind.ReplacesAnswer;

    /// <summary>Whether screening saw something in the answer.</summary>
    public bool Flagged => !Screening.Of(Evaluation.Question, Evaluation.Answer).IsEmpty;

    /// <summary>Whether it goes to a person.</summary>
    public bool Reviewed => !Evaluation.Doubts.IsEmpty;

    /// <summary>Whether it goes to a person for what its quotes are, whatever screening saw.</summary>
    public bool ReviewedForItsQuotes => Evaluation.Doubts.Any(doubt => doubt.StartsWith("quote-", StringComparison.Ordinal));

    /// <summary>Points that were claimed beyond the clean ones and got no credit.</summary>
    public int Refused => Claimed - (Credited(Evaluation) - (IsWhole ? 0 : Credited(Clean)));

    /// <summary>How many points have credit.</summary>
    public static int Credited(Evaluation evaluation) => evaluation.Verdicts.Count(verdict => !verdict.Evidence.IsEmpty);
}
