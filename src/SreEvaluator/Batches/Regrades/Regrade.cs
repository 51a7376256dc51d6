using System.Collections.Immutable;
using SreEvaluator.Batches.Import;
using SreEvaluator.Feedback;
using SreEvaluator.Grading;
using SreEvaluator.Reports;
using SreEvaluator.Reviews;

namespace SreEvaluator.Batches.Regrades;

/// <summary>
/// Grades a batch again after its rubrics have changed, and only what the change touches: reworded points by the grader, weights by computing the score anew.
/// New evaluations are added to those before, which stay; what people decided on untouched points holds on.
/// </summary>
public sealed class Regrade
{
    private readonly BatchFolder _folder;
    private readonly StoredBatch _batch;
    private readonly IGrader _grader;
    private readonly ReviewOptions _review;
    private readonly ScoringRules _rules;
    private readonly TimeProvider _time;

    /// <summary>Prepares it; nothing is read yet.</summary>
    /// <param name="folder">The batch's folder, held.</param>
    /// <param name="batch">Its answers, with the rubrics as they are now.</param>
    /// <param name="grader">What grades what is touched.</param>
    /// <param name="review">When an evaluation asks for a person.</param>
    /// <param name="rules">The numbers of the score.</param>
    /// <param name="time">The clock.</param>
    public Regrade(BatchFolder folder, StoredBatch batch, IGrader grader, ReviewOptions review, ScoringRules rules, TimeProvider time)
    {
        _folder = folder;
        _batch = batch;
        _grader = grader;
        _review = review;
        _rules = rules;
        _time = time;
    }

    /// <summary>How many answers are graded at once.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>What has changed in the questions of the batch; empty where nothing has.</summary>
    /// <param name="settings">What would grade; the batch has to have been graded with the same.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InputException">The batch was graded with something else.</exception>
    public async Task<ImmutableArray<RubricChange>> ChangesAsync(BatchSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var then = _folder.SameSettings(settings, "Grade with the same, or begin another batch.");
        var (questions, _) = await _batch.ShapeAsync(cancellationToken).ConfigureAwait(false);
        return [.. questions.Where(question => then.Rubrics.GetValueOrDefault(question.Id) != question.RubricHash).Select(question => RubricChange.Of(then.Fingerprints.GetValueOrDefault(question.Id), question))];
    }

    /// <summary>Grades what is touched, and writes the results anew. Goes on where an earlier run was stopped.</summary>
    /// <param name="changes">What has changed.</param>
    /// <param name="progress">Hears after each answer.</param>
    /// <param name="cancellationToken">Stops after the answers under way; what is graded stays.</param>
    /// <returns>Every answer to a changed question, before and after, those of a run that was stopped too.</returns>
    /// <exception cref="BudgetExceededException">The next call could go beyond the budget; what is graded stays.</exception>
    public async Task<IReadOnlyList<Regraded>> RunAsync(ImmutableArray<RubricChange> changes, IProgress<BatchProgress> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var byQuestion = changes.ToDictionary(change => change.Question.Id, change => (Change: change, Part: change.ToGrade), StringComparer.Ordinal);
        var replaced = new Dictionary<Guid, EvaluationJson>();
        using var log = EvaluationLog.Open(_folder.Evaluations, _time, (_, earlier) =>
        {
            if (earlier is not null && byQuestion.ContainsKey(earlier.Question))
            {
                replaced[earlier.Id] = earlier;
            }
        });
        var overrides = OverrideLog.Open(_folder.Overrides);
        using var graded = new GradedBatch(_folder, _batch, log, overrides, _rules, _review);
        var (regraded, gate, tally) = (new List<Regraded>(), new Lock(), new BatchTally());
        await foreach (var answer in AnswersAsync().ConfigureAwait(false))
        {
            if (IsDone(answer))
            {
                var after = log.Find(AnswerKey.Of(answer))!;
                if (after.Replaces is { } id && replaced.TryGetValue(id, out var before))
                {
                    var (carried, dropped) = Carried(byQuestion[answer.Question.Id].Change, overrides.On(id), after.Id);
                    regraded.Add(new Regraded(Before(answer, before, overrides.On(id)), graded.Graded(answer, after), carried.Count, dropped));
                    tally.AddBefore(after, replaced: null);
                }
            }

            tally.Total += IsDone(answer) ? 0 : 1;
        }

        tally.Total += regraded.Count;
        progress.Report(tally.Progress());
        await Parallel.ForEachAsync(AnswersAsync().Where(answer => !IsDone(answer)), new ParallelOptions { MaxDegreeOfParallelism = Concurrency }, async (answer, _) =>
        {
            var (change, part) = byQuestion[answer.Question.Id];
            var before = log.Find(AnswerKey.Of(answer))!;
            var found = part is null ? null : await _grader.GradeAsync(part, answer.Answer, CancellationToken.None).ConfigureAwait(false);
            var after = Joined(change, before, found, answer);
            var old = overrides.On(before.Id);
            var (carried, dropped) = Carried(change, old, after.Id);
            lock (gate)
            {
                // Decisions first: a kill in between leaves some that are of no evaluation, and not an evaluation without its decisions.
                if (carried.Count > 0)
                {
                    overrides.Append(carried);
                }

                log.Append(after);
                regraded.Add(new Regraded(Before(answer, before, old), graded.Graded(answer, after), carried.Count, dropped));
                progress.Report(tally.Add(after));
            }
        }).ConfigureAwait(false);

        var settings = _folder.ReadSettings();
        foreach (var change in changes)
        {
            settings.Rubrics[change.Question.Id] = change.Question.RubricHash;
            settings.Fingerprints[change.Question.Id] = RubricFingerprint.Of(change.Question);
        }

        WholeFile.Write(_folder.Settings, settings.ToJson());
        await graded.WriteResultsAsync(_time, cancellationToken).ConfigureAwait(false);
        return regraded;

        IAsyncEnumerable<ImportedAnswer> AnswersAsync() => _batch.AnswersAsync(cancellationToken)
            .Where(answer => byQuestion.ContainsKey(answer.Question.Id) && log.Has(AnswerKey.Of(answer)));

        bool IsDone(ImportedAnswer answer) => log.Find(AnswerKey.Of(answer))!.Provenance.RubricHash == answer.Question.RubricHash;
    }

    /// <summary>The evaluation by the rubric as it is now: what was found anew where it is touched, and what was found before elsewhere.</summary>
    private EvaluationJson Joined(RubricChange change, EvaluationJson before, Evaluation? found, ImportedAnswer answer)
    {
        var question = change.Question;
        var verdicts = question.KeyPoints.Select(keyPoint => change.Touched.Contains(keyPoint.Id)
            ? found!.Verdicts.Single(verdict => verdict.KeyPoint.Id == keyPoint.Id)
            : before.Verdicts.Single(verdict => verdict.KeyPoint == keyPoint.Id).ToVerdict(keyPoint, answer.Answer));
        var redFlags = question.RedFlags.Select(redFlag => change.TouchedRedFlags.Contains(redFlag.Id)
            ? found!.RedFlags.FirstOrDefault(finding => finding.RedFlag.Id == redFlag.Id)
            : before.RedFlags.FirstOrDefault(finding => finding.Id == redFlag.Id)?.ToFinding(redFlag, answer.Answer)).OfType<RedFlagFinding>();
        var provenance = found?.Provenance ?? before.Provenance.ToProvenance() with { Attempts = 0, InputTokens = 0, OutputTokens = 0, CachedInputTokens = 0, Cost = null, Duration = TimeSpan.Zero };
        var evaluation = new Evaluation(
            question,
            answer.Answer,
            found?.Grader ?? before.Grader,
            verdicts,
            redFlags,
            provenance with { RubricVersion = question.RubricVersion, RubricHash = question.RubricHash, At = _time.GetUtcNow() },
            _rules)
        {
            DegradedReason = found?.DegradedReason ?? before.DegradedReason,
            Local = Joined(change, before.Local?.ToOpinion(), found?.Local),
            Doubts = [.. (found?.Doubts ?? []).Concat(DoubtsOf(before)).Distinct(StringComparer.Ordinal)],
        };
        return EvaluationJson.Of(evaluation, CandidateFeedback.Of(evaluation, null), ReviewPolicy.ReasonsFor(evaluation, _review)) with { Replaces = before.Id };
    }

    /// <summary>What the local grader says by the rubric as it is now, joined in the same way; null where either half of it is not known.</summary>
    private LocalOpinion? Joined(RubricChange change, LocalOpinion? before, LocalOpinion? found)
    {
        var question = change.Question;
        var verdicts = question.KeyPoints
            .Select(keyPoint => (KeyPoint: keyPoint, Verdict: (change.Touched.Contains(keyPoint.Id) ? found : before)?.Verdicts.FirstOrDefault(verdict => verdict.KeyPoint == keyPoint.Id)))
            .ToList();
        if (verdicts.Exists(one => one.Verdict is null))
        {
            return null;
        }

        ImmutableArray<string> redFlags =
        [
            .. question.RedFlags.Select(redFlag => redFlag.Id).Where(id => (change.TouchedRedFlags.Contains(id) ? found : before)?.RedFlags.Contains(id) == true),
        ];
        var score = Score.Of(verdicts.Select(one => (one.KeyPoint, one.Verdict!.Coverage)), redFlags.Length, _rules);
        return new LocalOpinion(found?.ModelVersion ?? before?.ModelVersion, score.Value, [.. verdicts.Select(one => one.Verdict!)], redFlags);
    }

    // What the grader saw in the text itself has not changed; what follows from verdicts and scores is computed anew.
    private static IEnumerable<string> DoubtsOf(EvaluationJson before) => before.Review.Reasons.Where(reason => !ReviewPolicy.Computes(reason));

    private static (List<Override> Carried, int Dropped) Carried(RubricChange change, IReadOnlyList<Override> old, Guid evaluation)
    {
        var carried = new List<Override>();
        var dropped = 0;
        foreach (var one in old)
        {
            switch (one)
            {
                case VerdictOverride verdict when !change.Touched.Contains(verdict.KeyPoint) && !change.Removed.Contains(verdict.KeyPoint):
                    carried.Add(new VerdictOverride(evaluation, verdict.KeyPoint, verdict.Verdict, verdict.Quote, verdict.Person, verdict.Reason, verdict.At) { Blind = verdict.Blind });
                    break;
                case RedFlagOverride redFlag when change.Question.RedFlags.Any(known => known.Id == redFlag.RedFlag) && !change.TouchedRedFlags.Contains(redFlag.RedFlag):
                    carried.Add(new RedFlagOverride(evaluation, redFlag.RedFlag, redFlag.Found, redFlag.Person, redFlag.Reason, redFlag.At) { Blind = redFlag.Blind });
                    break;
                case Withdrawal withdrawal:
                    carried.Add(new Withdrawal(evaluation, withdrawal.DecidedAt, withdrawal.Person, withdrawal.Reason, withdrawal.At));
                    break;
                default:
                    dropped++;
                    break;
            }
        }

        return (carried, dropped);
    }

    // The question as it was is gone, but for what the evaluation holds of it: enough to apply what people had decided to verdicts and score.
    private GradedAnswer Before(ImportedAnswer answer, EvaluationJson evaluation, IReadOnlyList<Override> overrides)
    {
        var standing = EffectiveEvaluation.StandingOf([.. overrides.OrderBy(one => one.At)]).ToList();
        if (standing.Count == 0)
        {
            return new GradedAnswer(answer, evaluation);
        }

        var verdicts = standing.OfType<VerdictOverride>().GroupBy(one => one.KeyPoint, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last().Verdict, StringComparer.Ordinal);
        var redFlags = evaluation.RedFlags.Select(found => found.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var one in standing.OfType<RedFlagOverride>())
        {
            _ = one.Found ? redFlags.Add(one.RedFlag) : redFlags.Remove(one.RedFlag);
        }

        ImmutableArray<VerdictJson> held =
            [.. evaluation.Verdicts.Select(verdict => verdicts.TryGetValue(verdict.KeyPoint, out var decided) ? verdict with { Verdict = decided } : verdict)];
        var score = Score.Of(held.Select(verdict => (verdict.Weight, verdict.Critical, verdict.Verdict)), redFlags.Count, _rules);
        return new GradedAnswer(answer, evaluation with { Verdicts = held, Score = score.Value, Band = score.Band });
    }
}
