using SreEvaluator.Grading;
using SreEvaluator.Reviews;
using SreEvaluator.Rubrics;
using SreEvaluator.Service.Access;
using SreEvaluator.Service.Evaluations;
using SreEvaluator.Service.Problems;
using SreEvaluator.Service.Rubrics;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Reviews;

/// <summary>People's verdicts on evaluations. The API and the pages share it.</summary>
/// <param name="evaluations">The evaluations.</param>
/// <param name="visibility">Finds evaluations.</param>
/// <param name="rubrics">The questions.</param>
/// <param name="published">The questions as they were.</param>
/// <param name="rules">The numbers of the score.</param>
/// <param name="time">The clock.</param>
internal sealed class Judgements(
    EvaluationStore evaluations, Visibility visibility, RubricLibrary rubrics, PublishedRubrics published, ScoringRules rules, TimeProvider time)
{
    /// <summary>An evaluation with what people decided.</summary>
    /// <exception cref="ProblemException">There is none that the caller may see, or its rubric is another one now.</exception>
    public async Task<EffectiveEvaluation> EffectiveAsync(Guid id, Caller caller, CancellationToken cancellationToken) =>
        await WithOverridesAsync(await ReadAsync(id, caller, cancellationToken), cancellationToken);

    /// <summary>An evaluation with what people decided.</summary>
    public async Task<EffectiveEvaluation> WithOverridesAsync(Evaluation evaluation, CancellationToken cancellationToken) =>
        EffectiveEvaluation.Of(evaluation, await evaluations.OverridesAsync(evaluation.Id, cancellationToken), rules);

    /// <summary>Appends what a person says.</summary>
    /// <returns>The evaluation with it.</returns>
    /// <exception cref="InputException">It can't be used.</exception>
    /// <exception cref="ProblemException">There is no such evaluation, or its rubric is another one now.</exception>
    public async Task<EffectiveEvaluation> OverrideAsync(Guid id, NewOverrideJson sent, Caller caller, CancellationToken cancellationToken)
    {
        var said = Said(id, sent, caller);
        return await KeepAsync(await EffectiveAsync(id, caller, cancellationToken), [said], caller, cancellationToken);
    }

    /// <summary>Appends what a person says of one evaluation at one moment.</summary>
    /// <returns>The evaluation with it.</returns>
    /// <exception cref="InputException">It does not fit the question.</exception>
    public async Task<EffectiveEvaluation> KeepAsync(EffectiveEvaluation before, IReadOnlyList<Override> said, Caller caller, CancellationToken cancellationToken)
    {
        // Applied before it is kept: what does not fit the question is refused.
        var effective = EffectiveEvaluation.Of(before.Machine, [.. before.Overrides, .. said], rules);
        await AppendAsync(said, caller, cancellationToken);
        return effective;
    }

    /// <summary>Appends what a person says at one moment, of one evaluation or of several: all of it or nothing.</summary>
    /// <exception cref="ProblemException">An evaluation is not there any more.</exception>
    public async Task AppendAsync(IReadOnlyList<Override> said, Caller caller, CancellationToken cancellationToken)
    {
        if (!await evaluations.OverrideAsync(said, caller.Actor, cancellationToken))
        {
            throw new ProblemException(ProblemKind.NotFound, "An evaluation was erased meanwhile. Nothing was kept: look again and decide on what is left.");
        }
    }

    /// <summary>An evaluation as it was made; null where its rubric is another one now, and the one that it was made by is not kept.</summary>
    public async Task<Evaluation?> ReadAsync(StoredEvaluation stored, StoredAnswer answer, CancellationToken cancellationToken)
    {
        try
        {
            return (await published.QuestionAsync(stored.QuestionId, stored.RubricHash, cancellationToken) ?? rubrics.Find(stored.QuestionId)) is { } question
                ? stored.Read().ToEvaluation(question, answer.ToAnswer(), rules)
                : null;
        }
        catch (InputException)
        {
            return null;
        }
    }

    private async Task<Evaluation> ReadAsync(Guid id, Caller caller, CancellationToken cancellationToken)
    {
        var (stored, answer) = await visibility.EvaluationAsync(id, caller, cancellationToken);
        return await ReadAsync(stored, answer, cancellationToken)
            ?? throw new ProblemException(ProblemKind.Conflict, "The evaluation was made by another version of its rubric. Grade the answer again.");
    }

    private Override Said(Guid id, NewOverrideJson sent, Caller caller) => sent switch
    {
        { KeyPoint.Length: > 0, RedFlag: null } => new VerdictOverride(
            id, sent.KeyPoint, CoverageName.Read(sent.Verdict), sent.Quote ?? string.Empty, caller.Name, sent.Reason ?? string.Empty, time.GetUtcNow()),
        { RedFlag.Length: > 0, KeyPoint: null, Found: { } found } => new RedFlagOverride(id, sent.RedFlag, found, caller.Name, sent.Reason ?? string.Empty, time.GetUtcNow()),
        { Withdraws: { } moment, KeyPoint: null, RedFlag: null } => new Withdrawal(id, moment, caller.Name, sent.Reason ?? string.Empty, time.GetUtcNow()),
        _ => throw new InputException(new InputProblem("keyPoint", null, "something else", "keyPoint with verdict, redFlag with found, or withdraws")),
    };
}
