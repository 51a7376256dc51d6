using System.Runtime.CompilerServices;
using SreEvaluator.Batches.Import;
using SreEvaluator.Feedback;
using SreEvaluator.Grading;
using SreEvaluator.Reports;
using SreEvaluator.Reviews;

namespace SreEvaluator.Batches;

/// <summary>Grades the answers of a batch, goes on where an earlier run stopped, and writes the results.</summary>
public sealed class BatchRun
{
    /// <summary>The most answers that may be graded at once.</summary>
    public const int MostConcurrency = 1024;

    private const int SampleSeed = 1;

    private readonly StoredBatch _batch;
    private readonly BatchFolder _folder;
    private readonly IGrader _grader;
    private readonly ReviewOptions _review;
    private readonly ScoringRules _rules;
    private readonly TimeProvider _time;

    /// <summary>Prepares the run; nothing is read yet.</summary>
    /// <param name="batch">The answers.</param>
    /// <param name="folder">Where they are and the results go; held.</param>
    /// <param name="grader">What grades.</param>
    /// <param name="review">When an evaluation asks for a person.</param>
    /// <param name="rules">The numbers of the score.</param>
    /// <param name="time">The clock.</param>
    public BatchRun(StoredBatch batch, BatchFolder folder, IGrader grader, ReviewOptions review, ScoringRules rules, TimeProvider time)
    {
        _batch = batch;
        _folder = folder;
        _grader = grader;
        _review = review;
        _rules = rules;
        _time = time;
    }

    /// <summary>How many answers are graded at once, 1 to <see cref="MostConcurrency"/>.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>How many answers to try, drawn at random but the same each time; null for all.</summary>
    public int? Sample { get; init; }

    /// <summary>Grades what is not graded yet, and writes the results of all that is.</summary>
    /// <param name="survey">What the batch holds.</param>
    /// <param name="progress">Hears after each answer, from any thread.</param>
    /// <param name="cancellationToken">Stops after the answers under way; what is graded stays, and nothing of it is graded again.</param>
    public async Task<BatchSummary> RunAsync(BatchSurvey survey, IProgress<BatchProgress> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(survey);
        ArgumentNullException.ThrowIfNull(progress);
        var tally = new BatchTally();
        using var log = EvaluationLog.Open(_folder.Evaluations, _time, tally.AddBefore);
        tally.Total = Sample is { } sample ? Math.Max(Math.Min(sample, survey.Answers), log.Count) : survey.Answers;
        progress.Report(tally.Progress());
        var end = BatchEnd.Complete;
        try
        {
            // A cancellation ends the reading. What is under way is paid for, and comes to its end.
            var options = new ParallelOptions { MaxDegreeOfParallelism = Concurrency };
            await Parallel.ForEachAsync(ToGradeAsync(survey.Answers, log, cancellationToken), options, async (answer, _) =>
            {
                var evaluation = Json(await _grader.GradeAsync(answer.Question, answer.Answer, CancellationToken.None).ConfigureAwait(false));
                log.Append(evaluation);
                progress.Report(tally.Add(evaluation));
            }).ConfigureAwait(false);
        }
        catch (BudgetExceededException)
        {
            end = BatchEnd.BudgetUsedUp;
        }

        using var graded = new GradedBatch(_folder, _batch, log, OverrideLog.Open(_folder.Overrides), _rules, _review);
        await graded.WriteResultsAsync(_time, cancellationToken).ConfigureAwait(false);
        return new BatchSummary(end, tally.Progress());
    }

    private EvaluationJson Json(Evaluation evaluation) =>
        EvaluationJson.Of(evaluation, CandidateFeedback.Of(evaluation, null), ReviewPolicy.ReasonsFor(evaluation, _review));

    private async IAsyncEnumerable<ImportedAnswer> ToGradeAsync(int answers, EvaluationLog log, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
#pragma warning disable CA5394 // A sample that is drawn the same each time is what is wanted.
        var random = new Random(SampleSeed);
        var (left, wanted) = (answers, Sample ?? answers);
        await foreach (var answer in _batch.AnswersAsync(cancellationToken).ConfigureAwait(false))
        {
            // Selection sampling: each answer is drawn with the chance that the rest needs (Knuth, volume 2, algorithm 3.4.2 S).
            var drawn = random.NextDouble() * left < wanted;
            left--;
            wanted -= drawn ? 1 : 0;
            if (drawn && !log.Has(AnswerKey.Of(answer)))
            {
                yield return answer;
            }
        }
#pragma warning restore CA5394
    }
}
