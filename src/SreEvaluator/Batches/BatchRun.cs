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

    /// <summary>The answers that a run would grade: those that are drawn and have no evaluation yet.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InputException">A file of the batch can't be read.</exception>
    public async IAsyncEnumerable<ImportedAnswer> ToGradeAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var work = await BatchWork.OpenAsync(_folder, _batch, Sample, _time, cancellationToken).ConfigureAwait(false);
        await foreach (var answer in work.ToGradeAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return answer;
        }
    }

    /// <summary>Grades what is not graded yet, and writes the results of all that is.</summary>
    /// <param name="progress">Hears after each answer, from any thread.</param>
    /// <param name="cancellationToken">Stops after the answers under way; what is graded stays, and nothing of it is graded again.</param>
    public async Task<BatchSummary> RunAsync(IProgress<BatchProgress> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        using var work = await BatchWork.OpenAsync(_folder, _batch, Sample, _time, cancellationToken).ConfigureAwait(false);
        progress.Report(work.Progress);
        var end = BatchEnd.Complete;
        try
        {
            // A cancellation ends the reading. What is under way is paid for, and comes to its end.
            var options = new ParallelOptions { MaxDegreeOfParallelism = Concurrency };
            await Parallel.ForEachAsync(work.ToGradeAsync(cancellationToken), options, async (answer, _) =>
            {
                var evaluation = await _grader.GradeAsync(answer.Question, answer.Answer, CancellationToken.None).ConfigureAwait(false);
                progress.Report(work.Add(EvaluationJson.Of(evaluation, CandidateFeedback.Of(evaluation, null), ReviewPolicy.ReasonsFor(evaluation, _review))));
            }).ConfigureAwait(false);
        }
        catch (BudgetExceededException)
        {
            end = BatchEnd.BudgetUsedUp;
        }

        await work.WriteResultsAsync(_rules, _review, cancellationToken).ConfigureAwait(false);
        return new BatchSummary(end, work.Progress);
    }
}
