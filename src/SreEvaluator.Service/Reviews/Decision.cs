using SreEvaluator.Grading;
using SreEvaluator.Reviews;

namespace SreEvaluator.Service.Reviews;

/// <summary>What a form says, or why it can't be kept.</summary>
/// <param name="Said">What it says; null where there is a problem.</param>
/// <param name="Problem">Why it can't be kept; null where it can.</param>
internal sealed record Decision(Override? Said, DecisionProblem? Problem)
{
    /// <summary>A decision on a key point.</summary>
    /// <param name="form">The form.</param>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="person">Who decides.</param>
    /// <param name="at">When.</param>
    public static Decision OnKeyPoint(DecisionForm form, EffectiveEvaluation evaluation, string person, DateTimeOffset at)
    {
        var machine = evaluation.Machine.Verdicts.FirstOrDefault(verdict => verdict.KeyPoint.Id == form.Subject);
        if (machine is null || VerdictOf(form) is not { } verdict)
        {
            return new Decision(null, DecisionProblem.NoVerdict);
        }

        var agrees = verdict == machine.Coverage && !form.Blind;
        var quote = form.Quote is { Length: > 0 } words ? Evidence.Find(evaluation.Machine.Answer, words)?.Quote : QuoteOf(machine, form.Blind);
        return quote is null && verdict != Coverage.Missing
            ? new Decision(null, DecisionProblem.UnknownQuote)
            : ProblemOf(form.Reason, isNeeded: !agrees && !form.Blind) is { } problem
                ? new Decision(null, problem)
                : new Decision(
                    new VerdictOverride(evaluation.Machine.Id, machine.KeyPoint.Id, verdict, quote ?? string.Empty, person, ReasonOf(form, agrees), at) { Blind = form.Blind }, null);
    }

    /// <summary>A decision on a red flag.</summary>
    /// <param name="form">The form.</param>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="person">Who decides.</param>
    /// <param name="at">When.</param>
    public static Decision OnRedFlag(DecisionForm form, EffectiveEvaluation evaluation, string person, DateTimeOffset at)
    {
        if (!evaluation.Machine.Question.RedFlags.Any(flag => flag.Id == form.Subject) || form.Verdict is not ("found" or "not-found"))
        {
            return new Decision(null, DecisionProblem.NoVerdict);
        }

        var found = form.Verdict == "found";
        var agrees = found == evaluation.Machine.RedFlags.Any(flag => flag.RedFlag.Id == form.Subject) && !form.Blind;
        return ProblemOf(form.Reason, isNeeded: !agrees && !form.Blind) is { } problem
            ? new Decision(null, problem)
            : new Decision(new RedFlagOverride(evaluation.Machine.Id, form.Subject!, found, person, ReasonOf(form, agrees), at) { Blind = form.Blind }, null);
    }

    /// <summary>The verdict that a form gives; null for none.</summary>
    /// <param name="form">The form.</param>
    public static Coverage? VerdictOf(DecisionForm form) => (form.Agree ?? form.Verdict) switch
    {
        "covered" => Coverage.Covered,
        "partial" => Coverage.Partial,
        "missing" => Coverage.Missing,
        _ => null,
    };

    /// <summary>What is wrong with a reason; null for nothing.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="isNeeded">Whether there must be one.</param>
    public static DecisionProblem? ProblemOf(string? reason, bool isNeeded) => (reason ?? string.Empty).Trim().Length switch
    {
        0 when isNeeded => DecisionProblem.NoReason,
        > Override.LongestReason => DecisionProblem.LongReason,
        _ => null,
    };

    private static string ReasonOf(DecisionForm form, bool agrees) =>
        !string.IsNullOrWhiteSpace(form.Reason) ? form.Reason : agrees ? VerdictOverride.Agreed : VerdictOverride.MarkedBlind;

    // Where the person names no words, those of the machine stand, if the person has seen them.
    private static string QuoteOf(Verdict machine, bool blind) => blind || machine.Evidence.IsEmpty ? string.Empty : machine.Evidence[0].Quote;
}
