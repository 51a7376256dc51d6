using SreEvaluator.Agreement;
using SreEvaluator.Grading;
using SreEvaluator.Reviews;

namespace SreEvaluator.Reports;

/// <summary>What the review policy in force sends to people, for whatever reason, and how good the rest is. Figures are null where nothing is left.</summary>
public sealed record SentToPeople
{
    private SentToPeople()
    {
    }

    /// <summary>How many evaluations ask for a person.</summary>
    public required int Sent { get; init; }

    /// <summary>The same as a share of all evaluations, 0 to 1; 0 of none.</summary>
    public required double ShareSent { get; init; }

    /// <summary>How many evaluations have each kind of reason, such as <c>near-band-edge</c>; one with two kinds counts in both.</summary>
    public required SortedDictionary<string, int> ByReason { get; init; }

    /// <summary>The share of right verdicts of three in the rest.</summary>
    public required double? Accuracy3 { get; init; }

    /// <summary>The share of right verdicts of two, credit against missing, in the rest.</summary>
    public required double? Accuracy2 { get; init; }

    /// <summary>The mean distance of the rest's scores from those of the labels, in points of 100.</summary>
    public required double? ScoreMae { get; init; }

    /// <summary>The same in a sentence, with the reasons, the most frequent first.</summary>
    public string InWords()
    {
        var reasons = string.Join(", ", ByReason.OrderByDescending(reason => reason.Value).Select(reason => FormattableString.Invariant($"{reason.Key} {reason.Value}")));
        return FormattableString.Invariant($"The settings in force send {Sent} ({ShareSent:0.0%}) of the evaluations")
            + (reasons.Length == 0 ? "." : $": {reasons}. One with two reasons counts in both.");
    }

    /// <summary>What a policy sends.</summary>
    /// <param name="graded">The evaluations, each with its answer's labels.</param>
    /// <param name="options">The policy's thresholds.</param>
    /// <param name="rules">The numbers of the score.</param>
    public static SentToPeople Of(
        IReadOnlyList<(LabelledAnswer Labelled, Evaluation Evaluation)> graded, ReviewOptions options, ScoringRules rules)
    {
        ArgumentNullException.ThrowIfNull(graded);
        var byReason = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var rest = new AgreementTally();
        var sent = 0;
        foreach (var (labelled, evaluation) in graded)
        {
            var kinds = ReviewPolicy.ReasonsFor(evaluation, options).Select(reason => reason.Split(':', 2)[0]).Distinct(StringComparer.Ordinal).ToList();
            foreach (var kind in kinds)
            {
                byReason[kind] = byReason.GetValueOrDefault(kind) + 1;
            }

            if (kinds.Count > 0)
            {
                sent++;
            }
            else
            {
                rest.Add(evaluation, labelled, rules);
            }
        }

        var figures = rest.Figures();
        return new SentToPeople
        {
            Sent = sent,
            ShareSent = graded.Count == 0 ? 0 : Math.Round(sent / (double)graded.Count, AgreementJson.Decimals),
            ByReason = byReason,
            Accuracy3 = AgreementJson.Rounded(figures.Accuracy3),
            Accuracy2 = AgreementJson.Rounded(figures.Accuracy2),
            ScoreMae = AgreementJson.Rounded(figures.ScoreMae),
        };
    }
}
