using System.Collections.Concurrent;
using System.Collections.Immutable;
using SreEvaluator.Grading;
using SreEvaluator.Reviews;
using SreEvaluator.Reviews.Groups;
using SreEvaluator.Service.Access;
using SreEvaluator.Service.Problems;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Reviews;

/// <summary>Passages that say much the same, in the answers to one question that wait for a person, decided together.</summary>
/// <param name="reviews">The reviews.</param>
/// <param name="evaluations">The evaluations.</param>
/// <param name="judgements">Reads evaluations.</param>
/// <param name="rules">The numbers of the score.</param>
/// <param name="time">The clock.</param>
internal sealed class ReviewGroups(ReviewStore reviews, EvaluationStore evaluations, Judgements judgements, ScoringRules rules, TimeProvider time)
{
    /// <summary>The most answers of which passages are compared; of more, those that wait longest.</summary>
    public const int Most = 300;

    // Finding groups takes a while, and nothing but another set of answers changes them.
    private readonly ConcurrentDictionary<string, (ImmutableArray<Guid> Of, ImmutableArray<PassageGroup> Groups)> _found = new(StringComparer.Ordinal);

    /// <summary>The groups of which at least two passages wait for a decision, without those that are decided.</summary>
    /// <param name="question">The question.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<PassageGroup>> OpenAsync(string question, CancellationToken cancellationToken)
    {
        ImmutableArray<Guid> ids = [.. (await reviews.OpenAsync(new QueueLimit(question, null).Filter, Most, cancellationToken)).Select(one => one.Review.EvaluationId)];
        if (!_found.TryGetValue(question, out var found) || !found.Of.SequenceEqual(ids))
        {
            var read = new List<EffectiveEvaluation>();
            foreach (var (stored, answer) in (await evaluations.ReadAsync(ids, cancellationToken)).OrderBy(one => one.Evaluation.Id))
            {
                if (await judgements.ReadAsync(stored, answer, cancellationToken) is { } evaluation)
                {
                    read.Add(EffectiveEvaluation.Of(evaluation, [], rules));
                }
            }

            found = (ids, PassageGroups.Of(read, cancellationToken));
            _found[question] = found;
        }

        var said = await evaluations.OverridesAsync(ids, cancellationToken);
        var now = found.Groups.SelectMany(group => group.Passages).Select(passage => passage.Evaluation.Machine).Distinct()
            .ToDictionary(machine => machine.Id, machine => EffectiveEvaluation.Of(machine, said[machine.Id], rules));
        return
        [
            .. found.Groups
                .Select(group => group with { Passages = [.. group.Passages.Where(passage => IsOpen(now[passage.Evaluation.Machine.Id], passage.Verdict))] })
                .Where(group => group.Passages.Length > 1),
        ];
    }

    /// <summary>Decides on passages of a group, all at one moment. They are those that the machine quotes, so it never counts as blind.</summary>
    /// <param name="group">The group.</param>
    /// <param name="chosen">The evaluations whose passages are meant.</param>
    /// <param name="verdict">How far they make the point.</param>
    /// <param name="reason">Why.</param>
    /// <param name="caller">Who decides.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <returns>The moment.</returns>
    /// <exception cref="InputException">There is no reason, or it is too long.</exception>
    /// <exception cref="ProblemException">An evaluation of the group is not there any more.</exception>
    public async Task<DateTimeOffset> DecideAsync(
        PassageGroup group, IReadOnlySet<Guid> chosen, Coverage verdict, string reason, Caller caller, CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        List<VerdictOverride> said =
        [
            .. group.Passages
                .Where(passage => chosen.Contains(passage.Evaluation.Machine.Id))
                .Select(passage => new VerdictOverride(passage.Evaluation.Machine.Id, group.KeyPoint.Id, verdict, passage.Text, caller.Name, reason, at)),
        ];
        await judgements.AppendAsync(said, caller, cancellationToken);
        return at;
    }

    /// <summary>Takes back what somebody decided on a question's groups at a moment.</summary>
    /// <param name="question">The question.</param>
    /// <param name="moment">The moment.</param>
    /// <param name="caller">Who decided.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    public async Task UndoAsync(string question, DateTimeOffset moment, Caller caller, CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        var ids = (await reviews.OpenAsync(new QueueLimit(question, null).Filter, Most, cancellationToken)).Select(one => one.Review.EvaluationId).ToList();
        var said = await evaluations.OverridesAsync(ids, cancellationToken);
        List<Withdrawal> back =
        [
            .. ids.Where(id => said[id].Any(one => one is VerdictOverride && one.At == moment && one.Person == caller.Name) && !said[id].OfType<Withdrawal>().Any(one => one.DecidedAt == moment))
                .Select(id => new Withdrawal(id, moment, caller.Name, Withdrawal.AtOnce, at)),
        ];
        await judgements.AppendAsync(back, caller, cancellationToken);
    }

    private static bool IsOpen(EffectiveEvaluation evaluation, Verdict machine) =>
        evaluation.Verdicts.Any(verdict => verdict.Machine.KeyPoint == machine.KeyPoint && verdict.Person is null);
}
