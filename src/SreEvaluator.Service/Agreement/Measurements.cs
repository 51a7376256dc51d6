using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using SreEvaluator.Agreement;
using SreEvaluator.Grading;
using SreEvaluator.Reports;
using SreEvaluator.Reviews;
using SreEvaluator.Service.Rubrics;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Agreement;

/// <summary>Measures agreement and cost on what is stored.</summary>
/// <param name="evaluations">The evaluations.</param>
/// <param name="answers">Their answers.</param>
/// <param name="published">The questions as they were.</param>
/// <param name="rules">The numbers of the score.</param>
/// <param name="review">When an evaluation asks for a person.</param>
/// <param name="time">The clock.</param>
internal sealed class Measurements(
    EvaluationStore evaluations, AnswerStore answers, PublishedRubrics published, ScoringRules rules, IOptions<ReviewOptions> review, TimeProvider time)
{
    // So many make intervals of a percent or two, and are read and resampled within a second or so.
    private const int MostDecided = 500;
    private const int MostCompared = 500;
    private const int MostCounted = 10_000;
    private const int AtOnce = 1000;
    private const string OwnMark = "An own mark.";

    private volatile Kept? _kept;

    /// <summary>Measures, or gives what was measured last where nothing was added since.</summary>
    /// <param name="days">How many days back cost and the graders' agreement are looked at; people's decisions count whatever their age.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="StorageException">The database can't be used now.</exception>
    public async Task<Measured> MeasureAsync(int days, CancellationToken cancellationToken)
    {
        var today = new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        var state = $"{today:O} {days} {await evaluations.StateAsync(cancellationToken)}";
        if (_kept is { } kept && kept.State == state)
        {
            return kept.Measured;
        }

        var (counted, isCut) = await SinceAsync(today.AddDays(1 - days), cancellationToken);
        var measured = new Measured
        {
            People = PeopleAgreement.Of(await DecidedAsync(cancellationToken), rules, (evaluation, threshold) => ReviewPolicy.Sends(evaluation, review.Value, threshold)),
            Graders = await GradersAsync(counted, cancellationToken),
            Spent = Spending(counted),
            IsCut = isCut,
        };
        _kept = new Kept(state, measured);
        return measured;
    }

    private static ImmutableArray<Spent> Spending(List<StoredEvaluation> counted) =>
    [
        .. counted.Select(one => one.Read().Provenance)
            .GroupBy(provenance => (Day: DateOnly.FromDateTime(provenance.At.UtcDateTime), Model: provenance.Model ?? string.Empty))
            .OrderBy(group => group.Key.Day)
            .ThenBy(group => group.Key.Model, StringComparer.Ordinal)
            .Select(group => new Spent(
                group.Key.Day,
                group.Key.Model,
                group.Count(),
                group.Count(provenance => provenance.Cached),
                group.Sum(provenance => provenance.InputTokens),
                group.Sum(provenance => provenance.OutputTokens),
                group.Any(provenance => provenance.Cost is not null) ? group.Sum(provenance => provenance.Cost ?? 0) : null)),
    ];

    private async Task<(List<StoredEvaluation> Evaluations, bool IsCut)> SinceAsync(DateTimeOffset from, CancellationToken cancellationToken)
    {
        var found = new List<StoredEvaluation>();
        Guid? after = null;
        do
        {
            var page = await evaluations.ListAsync(new EvaluationFilter(), after, AtOnce, cancellationToken);
            found.AddRange(page.Items.Where(one => one.At >= from));
            after = page.Items.Count > 0 && page.Items[^1].At >= from ? page.Next : null;
        }
        while (after is not null && found.Count < MostCounted);
        return (found, after is not null);
    }

    private async Task<List<EffectiveEvaluation>> DecidedAsync(CancellationToken cancellationToken)
    {
        var decided = new List<EffectiveEvaluation>();
        foreach (var one in await evaluations.DecidedAsync(MostDecided, cancellationToken))
        {
            var content = one.Evaluation.Read();
            if (await ReadAsync(content, one.Evaluation, one.Answer, cancellationToken) is { } machine)
            {
                // What a grader saw in the text sends it to a person at any threshold.
                var doubted = machine with { Doubts = [.. content.Review.Reasons.Where(reason => !ReviewPolicy.Computes(reason))] };
                decided.Add(EffectiveEvaluation.Of(doubted, [.. one.Marks.SelectMany(marks => Said(machine, marks)), .. one.Overrides], rules));
            }
        }

        return decided;
    }

    private static IEnumerable<VerdictOverride> Said(Evaluation machine, StoredMarks marks) => marks.Read()
        .Where(mark => mark.Value != Coverage.NotAssessed && machine.Question.KeyPoints.Any(keyPoint => keyPoint.Id == mark.Key))
        .Select(mark => new VerdictOverride(machine.Id, mark.Key, mark.Value, string.Empty, marks.Interviewer, OwnMark, marks.At) { Blind = marks.Blind });

    private async Task<AgreementReport?> GradersAsync(List<StoredEvaluation> counted, CancellationToken cancellationToken)
    {
        var pairs = new List<(LabelledAnswer, Evaluation)>();
        foreach (var one in counted.Where(one => one is { Grader: GraderKind.Judge, Degraded: false }))
        {
            if (pairs.Count == MostCompared)
            {
                break;
            }

            var content = one.Read();
            if (content.Local is not null
                && await answers.FindAsync(one.AnswerId, cancellationToken) is { } answer
                && await ReadAsync(content, one, answer, cancellationToken) is { Local: { } local } judged)
            {
                pairs.Add((Labelled(judged, local), judged));
            }
        }

        return pairs.Count == 0 ? null : AgreementReport.Of(pairs, rules);
    }

    private static LabelledAnswer Labelled(Evaluation judged, LocalOpinion local) => new()
    {
        Question = judged.Question.Id,
        Answer = judged.Answer,
        Labels = local.Verdicts.ToImmutableDictionary(verdict => verdict.KeyPoint, verdict => new Label(verdict.Coverage, string.Empty, []), StringComparer.Ordinal),
    };

    // What was made by a version of a rubric that is not known any more can't be compared.
    private async Task<Evaluation?> ReadAsync(EvaluationJson content, StoredEvaluation stored, StoredAnswer answer, CancellationToken cancellationToken)
    {
        try
        {
            return await published.QuestionAsync(stored.QuestionId, stored.RubricHash, cancellationToken) is { } question
                ? content.ToEvaluation(question, answer.ToAnswer(), rules)
                : null;
        }
        catch (InputException)
        {
            return null;
        }
    }

    private sealed record Kept(string State, Measured Measured);
}
