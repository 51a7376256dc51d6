using SreEvaluator.Batches.Import;
using SreEvaluator.Grading;
using SreEvaluator.Reports;
using SreEvaluator.Reviews;

namespace SreEvaluator.Batches;

/// <summary>A batch while it is graded: what is done of it, what is to do, and how far it is.</summary>
internal sealed class BatchWork : IDisposable
{
    private readonly BatchFolder _folder;
    private readonly StoredBatch _batch;
    private readonly BatchTally _tally = new();
    private readonly EvaluationLog _log;
    private readonly HashSet<AnswerKey> _answers;
    private readonly int? _sample;
    private readonly TimeProvider _time;

    private BatchWork(BatchFolder folder, StoredBatch batch, HashSet<AnswerKey> answers, int? sample, TimeProvider time)
    {
        _folder = folder;
        _batch = batch;
        _answers = answers;
        _sample = sample;
        _time = time;
        _log = EvaluationLog.Open(folder.Evaluations, time, (evaluation, replaced) =>
        {
            // What is graded of answers that the input no longer has, stays in the log and counts for nothing.
            if (answers.Contains(AnswerKey.Of(evaluation)))
            {
                _tally.AddBefore(evaluation, replaced);
            }
        });
        _tally.Total = sample is { } wanted ? Math.Max(Math.Min(wanted, answers.Count), _tally.Progress().Before) : answers.Count;
    }

    /// <summary>How far the batch is.</summary>
    public BatchProgress Progress => _tally.Progress();

    /// <summary>Opens a batch.</summary>
    /// <param name="folder">Its folder, held.</param>
    /// <param name="batch">Its answers.</param>
    /// <param name="sample">How many answers to try, drawn at random but the same each time; null for all.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InputException">A file of it can't be read.</exception>
    public static async Task<BatchWork> OpenAsync(BatchFolder folder, StoredBatch batch, int? sample, TimeProvider time, CancellationToken cancellationToken)
    {
        var answers = new HashSet<AnswerKey>();
        await foreach (var answer in batch.AnswersAsync(cancellationToken).ConfigureAwait(false))
        {
            answers.Add(AnswerKey.Of(answer));
        }

        return new BatchWork(folder, batch, answers, sample, time);
    }

    /// <summary>The answers that are wanted and have no evaluation yet, in the order of the input.</summary>
    public IAsyncEnumerable<ImportedAnswer> ToGradeAsync(CancellationToken cancellationToken) => Sample
        .OfAsync(_batch.AnswersAsync(cancellationToken), _answers.Count, _sample, cancellationToken)
        .Where(answer => !_log.Has(AnswerKey.Of(answer)));

    /// <summary>Keeps an evaluation, unless its answer has one, or is none of the batch; from any thread.</summary>
    /// <returns>How far the batch is then.</returns>
    public BatchProgress Add(EvaluationJson evaluation)
    {
        var key = AnswerKey.Of(evaluation);
        if (!_answers.Contains(key) || _log.Has(key))
        {
            return _tally.Progress();
        }

        _log.Append(evaluation);
        return _tally.Add(evaluation);
    }

    /// <summary>Writes the results of all that is graded.</summary>
    public async Task WriteResultsAsync(ScoringRules rules, ReviewOptions review, CancellationToken cancellationToken)
    {
        using var graded = new GradedBatch(_folder, _batch, _log, OverrideLog.Open(_folder.Overrides), rules, review);
        await graded.WriteResultsAsync(_time, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _log.Dispose();
}
