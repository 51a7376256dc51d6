using System.Collections.Immutable;
using SreEvaluator.Grading;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Reviews;

/// <summary>An evaluation with what people decided on it: their verdicts hold, and the score is computed from what holds. The evaluation stays as it was.</summary>
public sealed record EffectiveEvaluation
{
    private EffectiveEvaluation(
        Evaluation machine, ImmutableArray<Override> overrides, ImmutableArray<EffectiveVerdict> verdicts, ImmutableArray<RedFlag> redFlags, Score score)
    {
        Machine = machine;
        Overrides = overrides;
        Verdicts = verdicts;
        RedFlags = redFlags;
        Score = score;
    }

    /// <summary>What the machine said.</summary>
    public Evaluation Machine { get; }

    /// <summary>All that people decided, oldest first, those no longer in force too.</summary>
    public ImmutableArray<Override> Overrides { get; }

    /// <summary>What of it stands, oldest first: what nobody took back.</summary>
    public IEnumerable<Override> Standing => StandingOf(Overrides);

    /// <summary>One for each key point, in the question's order.</summary>
    public ImmutableArray<EffectiveVerdict> Verdicts { get; }

    /// <summary>The red flags that hold, in the question's order.</summary>
    public ImmutableArray<RedFlag> RedFlags { get; }

    /// <summary>What it adds up to.</summary>
    public Score Score { get; }

    /// <summary>Applies overrides to an evaluation.</summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="overrides">What people decided, in any order; those of other evaluations are left out.</param>
    /// <param name="rules">The numbers of the score.</param>
    /// <exception cref="InputException">An override names a key point or red flag that the question does not have.</exception>
    public static EffectiveEvaluation Of(Evaluation evaluation, IEnumerable<Override> overrides, ScoringRules rules)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        ArgumentNullException.ThrowIfNull(overrides);
        ArgumentNullException.ThrowIfNull(rules);
        ImmutableArray<Override> own = [.. overrides.Where(one => one.Evaluation == evaluation.Id).OrderBy(one => one.At)];
        var onVerdicts = InForce(StandingOf(own).OfType<VerdictOverride>(), one => one.KeyPoint, evaluation.Question.KeyPoints.Select(keyPoint => keyPoint.Id), "key point");
        var onRedFlags = InForce(StandingOf(own).OfType<RedFlagOverride>(), one => one.RedFlag, evaluation.Question.RedFlags.Select(redFlag => redFlag.Id), "red flag");
        ImmutableArray<EffectiveVerdict> verdicts =
        [
            .. evaluation.Verdicts.Select(verdict => new EffectiveVerdict(verdict, onVerdicts.GetValueOrDefault(verdict.KeyPoint.Id))),
        ];
        ImmutableArray<RedFlag> redFlags =
        [
            .. evaluation.Question.RedFlags.Where(redFlag => onRedFlags.TryGetValue(redFlag.Id, out var decided)
                ? decided.Found
                : evaluation.RedFlags.Any(finding => finding.RedFlag.Id == redFlag.Id)),
        ];
        var score = Score.Of(verdicts.Select(verdict => (verdict.Machine.KeyPoint, verdict.Coverage)), redFlags.Length, rules);
        return new EffectiveEvaluation(evaluation, own, verdicts, redFlags, score);
    }

    /// <summary>What of the overrides of one evaluation stands, in their order: what nobody took back.</summary>
    internal static IEnumerable<Override> StandingOf(IReadOnlyCollection<Override> own)
    {
        var withdrawn = own.OfType<Withdrawal>().Select(one => one.DecidedAt).ToHashSet();
        return own.Where(one => one is not Withdrawal && !withdrawn.Contains(one.At));
    }

    // The later of two wins; of two at the same instant, the one appended later.
    private static Dictionary<string, T> InForce<T>(IEnumerable<T> inOrder, Func<T, string> subject, IEnumerable<string> known, string kind)
    {
        var ids = known.ToList();
        var inForce = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var one in inOrder)
        {
            var id = subject(one);
            inForce[id] = ids.Contains(id)
                ? one
                : throw new InputException(new InputProblem("Override", null, $"the {kind} {id}", $"a {kind} of the question: {string.Join(", ", ids)}"));
        }

        return inForce;
    }
}
