using System.Collections.Immutable;
using SreEvaluator.Agreement;
using SreEvaluator.Grading;

namespace SreEvaluator.Reviews;

/// <summary>
/// How well the grader agrees with the people who reviewed it. What they marked before they saw its verdict measures it; what they decided afterwards leans
/// towards it, and is told apart.
/// </summary>
public sealed record PeopleAgreement
{
    private PeopleAgreement()
    {
    }

    /// <summary>The figures from blind marks; null where there are none.</summary>
    public required AgreementReport? Blind { get; init; }

    /// <summary>The figures from decisions of people who saw the verdict first; null where there are none.</summary>
    public required AgreementReport? Seeing { get; init; }

    /// <summary>Counts what people said of evaluations. Only the key points on which they decided are in the figures; scores are not compared.</summary>
    /// <param name="evaluations">The evaluations with what people decided.</param>
    /// <param name="rules">The numbers of the score.</param>
    /// <param name="sends">For the curve of review: whether a threshold of confidence sends an evaluation to people, as in <see cref="AgreementReport.Of"/>.</param>
    public static PeopleAgreement Of(IEnumerable<EffectiveEvaluation> evaluations, ScoringRules rules, Func<Evaluation, double, bool>? sends = null)
    {
        ArgumentNullException.ThrowIfNull(evaluations);
        ArgumentNullException.ThrowIfNull(rules);
        var all = evaluations.ToList();
        return new PeopleAgreement { Blind = Report(all, blind: true, rules, sends), Seeing = Report(all, blind: false, rules, sends) };
    }

    private static AgreementReport? Report(List<EffectiveEvaluation> evaluations, bool blind, ScoringRules rules, Func<Evaluation, double, bool>? sends)
    {
        var marked = evaluations.Select(evaluation => (Labelled: Labelled(evaluation, blind), evaluation.Machine)).Where(pair => pair.Labelled is not null).ToList();
        return marked.Count == 0 ? null : AgreementReport.Of([.. marked.Select(pair => (pair.Labelled!, pair.Machine))], rules, sends);
    }

    /// <summary>The answer with its marks as labels; key points without a mark are not assessed, and so count nowhere. Null without any mark.</summary>
    private static LabelledAnswer? Labelled(EffectiveEvaluation evaluation, bool blind)
    {
        var marks = evaluation.Standing
            .OfType<VerdictOverride>()
            .Where(one => one.Blind == blind)
            .ToLookup(one => one.KeyPoint, StringComparer.Ordinal);
        return marks.Count == 0 ? null : new LabelledAnswer
        {
            Question = evaluation.Machine.Question.Id,
            Answer = evaluation.Machine.Answer,
            Labels = evaluation.Machine.Question.KeyPoints.ToImmutableDictionary(
                keyPoint => keyPoint.Id,
                keyPoint => marks[keyPoint.Id].LastOrDefault() is { } last
                    ? new Label(last.Verdict, last.Quote, [.. marks[keyPoint.Id].GroupBy(one => one.Person, StringComparer.Ordinal).Select(person => person.Last().Verdict)])
                    : new Label(Coverage.NotAssessed, string.Empty, []),
                StringComparer.Ordinal),
        };
    }
}
