using System.Collections.Immutable;
using System.Globalization;
using SreEvaluator.Grading;

namespace SreEvaluator.Feedback;

/// <summary>The opening words of the feedback.</summary>
internal static class FeedbackSummary
{
    public static string Of(Evaluation evaluation, ImmutableArray<Gap> gaps) => string.Join(' ', Sentences(evaluation, gaps));

    private static IEnumerable<string> Sentences(Evaluation evaluation, ImmutableArray<Gap> gaps)
    {
        if (evaluation.Score.Value is not { } score)
        {
            yield return NotAssessed(evaluation);
            yield break;
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"{score:0.#} of 100: {FormatWord.ForPeople(evaluation.Score.Band)}.");
        yield return Meaning(evaluation);
        yield return Count(evaluation);
        if (!gaps.IsEmpty)
        {
            yield return MostValuable(gaps[0]);
        }

        if (!evaluation.RedFlags.IsEmpty)
        {
            yield return evaluation.RedFlags.Length == 1
                ? "One passage reads like a misconception, which lowers the score; it is worth a second thought."
                : $"{evaluation.RedFlags.Length} passages read like misconceptions, which lowers the score; they are worth a second thought.";
        }

        if (evaluation.Grader == GraderKind.Local)
        {
            yield return Caveat(evaluation);
        }
    }

    private static string NotAssessed(Evaluation evaluation)
    {
        if (evaluation.Answer.IsBlank)
        {
            return "Not assessed: the answer is empty. Write what you would do and why; a few sentences are enough for a first reading.";
        }

        if (evaluation.DegradedReason is { } reason)
        {
            return $"Not assessed: the configured model gave no usable reply ({KindOf(reason)}). That says nothing about your answer. It is safe to try again.";
        }

        var reasons = evaluation.Verdicts.Select(verdict => verdict.Reason).Distinct(StringComparer.Ordinal).ToList();
        return reasons.Count == 1
            ? $"Not assessed: {reasons[0]} That says nothing about your answer."
            : "Not assessed: no key point could be judged reliably. That says nothing about your answer.";
    }

    private static string Meaning(Evaluation evaluation) => evaluation.Score switch
    {
        { Band: Band.Strong } => "It says nearly all that a strong answer says.",
        { Value: >= ScoringRules.StrongFrom } => "By its points it would be strong, but a critical one is missing, and that holds it at solid.",
        { Band: Band.Solid } => "The core is there, with room to add.",
        { Band: Band.Developing } => "The start is made; several points that matter are still to come.",
        _ => "Most of what the question is after is still to come.",
    };

    private static string Count(Evaluation evaluation)
    {
        var all = evaluation.Verdicts.Length;
        var covered = Of(Coverage.Covered);
        var partial = Of(Coverage.Partial);
        var notAssessed = Of(Coverage.NotAssessed);
        var made = (covered, partial) switch
        {
            _ when covered == all => all == 1 ? "You make the one point that the question is after." : $"You make all {all} points.",
            (0, 0) => all == 1 ? "It does not make the one point that the question is after." : $"It makes none of the {all} points yet.",
            (0, 1) when all == 1 => "You make the one point that the question is after in part.",
            (_, 0) => $"Of the {all} points you make {covered} in full.",
            (0, _) => $"Of the {all} points you make {partial} in part.",
            _ => $"Of the {all} points you make {covered} in full and {partial} in part.",
        };
        return notAssessed switch
        {
            0 => made,
            1 => $"{made} One could not be assessed and counts neither for nor against you.",
            _ => $"{made} {notAssessed} could not be assessed and count neither for nor against you.",
        };

        int Of(Coverage coverage) => evaluation.Verdicts.Count(verdict => verdict.Coverage == coverage);
    }

    private static string MostValuable(Gap gap)
    {
        var worth = Math.Max(1, Math.Round(gap.Points, MidpointRounding.AwayFromZero));
        var value = $"The first gap is the most valuable to close: it is worth about {worth:0} {(worth == 1 ? "point" : "points")}";
        return gap switch
        {
            { KeyPoint.Critical: false } => $"{value}.",
            { Touched: null } => $"{value}, and it is critical: without it no answer counts as strong.",
            _ => $"{value}, and it is critical: say it in full.",
        };
    }

    private static string Caveat(Evaluation evaluation)
    {
        const string Limits = "goes by wording and can miss a point made in unusual words, so check a gap before you believe it.";
        return evaluation.DegradedReason is { } reason
            ? $"The configured model could not grade this answer ({KindOf(reason)}), so the local grader did; it {Limits}"
            : $"The local grader {Limits}";
    }

    /// <summary>The word before the colon; what follows it is for whoever runs the program.</summary>
    private static string KindOf(string degradedReason) => degradedReason.Split(':', 2)[0];
}
