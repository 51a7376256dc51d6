using System.Collections.Immutable;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading;

/// <summary>What a grader found in one answer, and what it adds up to. Immutable.</summary>
public sealed record Evaluation
{
    /// <summary>Creates an evaluation; its score is computed here.</summary>
    /// <param name="question">The question.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="grader">What graded it.</param>
    /// <param name="verdicts">One for each key point of the question, in any order.</param>
    /// <param name="redFlags">The misconceptions found, each at most once.</param>
    /// <param name="provenance">How it came about.</param>
    /// <param name="rules">The numbers of the score.</param>
    /// <exception cref="ArgumentException">The verdicts or red flags are not those of the question, each once.</exception>
    public Evaluation(
        Question question,
        Answer answer,
        GraderKind grader,
        IEnumerable<Verdict> verdicts,
        IEnumerable<RedFlagFinding> redFlags,
        Provenance provenance,
        ScoringRules rules)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(provenance);
        Question = question;
        Answer = answer;
        Grader = grader;
        Verdicts = InOrder(question.KeyPoints, verdicts, verdict => verdict.KeyPoint, keyPoint => keyPoint.Id);
        if (Verdicts.Length != question.KeyPoints.Length)
        {
            throw new ArgumentException($"{Verdicts.Length} verdicts for {question.KeyPoints.Length} key points of {question.Id}.", nameof(verdicts));
        }

        RedFlags = InOrder(question.RedFlags, redFlags, finding => finding.RedFlag, redFlag => redFlag.Id);
        Provenance = provenance;
        Score = Score.Of(Verdicts, RedFlags.Length, rules);
    }

    /// <summary>Unique to this evaluation.</summary>
    public Guid Id { get; internal init; } = Guid.CreateVersion7();

    /// <summary>The question.</summary>
    public Question Question { get; }

    /// <summary>The answer.</summary>
    public Answer Answer { get; }

    /// <summary>What graded it.</summary>
    public GraderKind Grader { get; }

    /// <summary>One for each key point, in the question's order.</summary>
    public ImmutableArray<Verdict> Verdicts { get; }

    /// <summary>The misconceptions found, in the question's order.</summary>
    public ImmutableArray<RedFlagFinding> RedFlags { get; }

    /// <summary>What the verdicts and red flags add up to.</summary>
    public Score Score { get; }

    /// <summary>How it came about.</summary>
    public Provenance Provenance { get; }

    /// <summary>Why the configured judge did not grade it; null where it did, or none is configured.</summary>
    public string? DegradedReason { get; init; }

    /// <summary>Whether something else than the configured judge graded it.</summary>
    public bool Degraded => DegradedReason is not null;

    /// <summary>What the local grader says of the same answer, beside the judge's own verdicts; null where no judge graded it, or none was asked beside it.</summary>
    public LocalOpinion? Local { get; init; }

    /// <summary>What the grader saw that asks for a person, each as <c>kind: detail</c>; never holds the answer's text.</summary>
    public ImmutableArray<string> Doubts { get; init; } = [];

    /// <summary>An evaluation in which every key point is not assessed, for one reason.</summary>
    /// <param name="question">The question.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="grader">What should have graded it.</param>
    /// <param name="reason">Why it is not assessed, in one sentence.</param>
    /// <param name="provenance">How it came about.</param>
    public static Evaluation NotAssessed(Question question, Answer answer, GraderKind grader, string reason, Provenance provenance)
    {
        ArgumentNullException.ThrowIfNull(question);
        return new Evaluation(
            question, answer, grader, question.KeyPoints.Select(keyPoint => Verdict.NotAssessed(keyPoint, reason)), [], provenance, ScoringRules.Default);
    }

    private static ImmutableArray<TFound> InOrder<TFound, TOf>(
        ImmutableArray<TOf> order, IEnumerable<TFound> found, Func<TFound, TOf> of, Func<TOf, string> id)
    {
        var byId = found.ToDictionary(item => id(of(item)), StringComparer.Ordinal);
        var inOrder = order.Where(item => byId.ContainsKey(id(item))).Select(item => byId[id(item)]).ToImmutableArray();
        return inOrder.Length == byId.Count
            ? inOrder
            : throw new ArgumentException($"Unknown id: {string.Join(", ", byId.Keys.Except(order.Select(id), StringComparer.Ordinal))}.", nameof(found));
    }
}
