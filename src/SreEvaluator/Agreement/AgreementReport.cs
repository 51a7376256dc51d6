using System.Collections.Immutable;
using SreEvaluator.Grading;

namespace SreEvaluator.Agreement;

/// <summary>How well a grader agrees with labels: overall, part by part, and how good it would be if people took what it is unsure of.</summary>
public sealed record AgreementReport
{
    /// <summary>The name of the group of answers whose writer or style is not known.</summary>
    public const string NotKnown = "(not known)";

    private AgreementReport()
    {
    }

    /// <summary>The figures of all answers.</summary>
    public required AgreementFigures Overall { get; init; }

    /// <summary>How well those who labelled agree with each other; null where nothing was labelled twice.</summary>
    public required AnnotatorAgreement? Annotators { get; init; }

    /// <summary>What each threshold of confidence would send to people, and how good the rest is.</summary>
    public required CoverageCurve Curve { get; init; }

    /// <summary>By question, in the order of the ids.</summary>
    public required ImmutableArray<AgreementGroup> ByQuestion { get; init; }

    /// <summary>By key point, named <c>question: key-point</c>, questions in the order of the ids and key points in that of the rubric.</summary>
    public required ImmutableArray<AgreementGroup> ByKeyPoint { get; init; }

    /// <summary>By writer, in alphabetical order; empty where none is known.</summary>
    public required ImmutableArray<AgreementGroup> ByWriter { get; init; }

    /// <summary>By style, in alphabetical order; empty where none is known.</summary>
    public required ImmutableArray<AgreementGroup> ByStyle { get; init; }

    /// <summary>The report on evaluations.</summary>
    /// <param name="graded">The evaluations, each with its answer's labels; in any order.</param>
    /// <param name="rules">The numbers of the score.</param>
    /// <param name="sends">
    /// For <see cref="Curve"/>: whether a threshold of confidence sends an evaluation to people, such as <c>ReviewPolicy.Sends</c>. Where it is null, one
    /// verdict that is less sure sends it, or one that was not assessed.
    /// </param>
    public static AgreementReport Of(
        IReadOnlyList<(LabelledAnswer Labelled, Evaluation Evaluation)> graded, ScoringRules rules, Func<Evaluation, double, bool>? sends = null)
    {
        ArgumentNullException.ThrowIfNull(graded);
        ArgumentNullException.ThrowIfNull(rules);
        var annotators = new AnnotatorTally();
        foreach (var (labelled, evaluation) in graded)
        {
            annotators.Add(labelled, evaluation);
        }

        return new AgreementReport
        {
            Overall = FiguresOf(graded, rules),
            Annotators = annotators.Agreement(),
            Curve = CoverageCurve.Of(graded, rules, sends ?? CoverageCurve.OneUnsureVerdict),
            ByQuestion = Groups(graded, labelled => labelled.Question, rules),
            ByKeyPoint = KeyPoints(graded),
            ByWriter = Groups(graded, labelled => labelled.Writer, rules),
            ByStyle = Groups(graded, labelled => labelled.Style, rules),
        };
    }

    private static AgreementFigures FiguresOf(IEnumerable<(LabelledAnswer Labelled, Evaluation Evaluation)> graded, ScoringRules rules)
    {
        var tally = new AgreementTally();
        foreach (var (labelled, evaluation) in graded)
        {
            tally.Add(evaluation, labelled, rules);
        }

        return tally.Figures();
    }

    private static ImmutableArray<AgreementGroup> Groups(
        IReadOnlyList<(LabelledAnswer Labelled, Evaluation Evaluation)> graded, Func<LabelledAnswer, string> by, ScoringRules rules)
    {
        var groups = graded.GroupBy(pair => by(pair.Labelled), StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        return groups is [{ Key: "" }]
            ? []
            : [.. groups.Select(group => new AgreementGroup(group.Key.Length == 0 ? NotKnown : group.Key, FiguresOf(group, rules)))];
    }

    private static ImmutableArray<AgreementGroup> KeyPoints(IReadOnlyList<(LabelledAnswer Labelled, Evaluation Evaluation)> graded) =>
    [
        .. graded
            .GroupBy(pair => pair.Labelled.Question, StringComparer.Ordinal)
            .OrderBy(question => question.Key, StringComparer.Ordinal)
            .SelectMany(question => question.First().Evaluation.Question.KeyPoints.Select(
                keyPoint => new AgreementGroup($"{question.Key}: {keyPoint.Id}", FiguresOf(question, keyPoint.Id)))),
    ];

    private static AgreementFigures FiguresOf(IEnumerable<(LabelledAnswer Labelled, Evaluation Evaluation)> graded, string keyPoint)
    {
        var tally = new AgreementTally();
        foreach (var (labelled, evaluation) in graded)
        {
            foreach (var verdict in evaluation.Verdicts.Where(verdict => verdict.KeyPoint.Id == keyPoint))
            {
                tally.Add(labelled.CoverageOf(keyPoint), verdict);
            }
        }

        return tally.Figures();
    }
}
