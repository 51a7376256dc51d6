using System.Runtime.CompilerServices;
using SreEvaluator.Batches.Import;
using SreEvaluator.Grading;
using SreEvaluator.Reports;
using SreEvaluator.Reviews;

namespace SreEvaluator.Batches;

/// <summary>What the folder of a batch holds: its answers with their evaluations, and what people decided.</summary>
public sealed class GradedBatch : IDisposable
{
    private readonly BatchFolder _folder;
    private readonly StoredBatch _batch;
    private readonly EvaluationLog _log;
    private readonly OverrideLog _overrides;
    private readonly ScoringRules _rules;
    private readonly ReviewOptions _options;

    internal GradedBatch(BatchFolder folder, StoredBatch batch, EvaluationLog log, OverrideLog overrides, ScoringRules rules, ReviewOptions options)
    {
        _folder = folder;
        _batch = batch;
        _log = log;
        _overrides = overrides;
        _rules = rules;
        _options = options;
    }

    /// <summary>Opens a batch.</summary>
    /// <param name="folder">Its folder, held.</param>
    /// <param name="batch">Its answers.</param>
    /// <param name="rules">The numbers of the score.</param>
    /// <param name="options">From which confidence on a verdict is certain.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="InputException">A file of it can't be read.</exception>
    public static GradedBatch Open(BatchFolder folder, StoredBatch batch, ScoringRules rules, ReviewOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var overrides = OverrideLog.Open(folder.Overrides);
        return new GradedBatch(folder, batch, EvaluationLog.Open(folder.Evaluations, time, static (_, _) => { }), overrides, rules, options);
    }

    /// <summary>How many answers are graded.</summary>
    public int Count => _log.Count;

    /// <summary>The graded answers in the order of the input.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InputException">What people decided is of a rubric that has changed since.</exception>
    public async IAsyncEnumerable<GradedAnswer> AnswersAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var answer in _batch.AnswersAsync(cancellationToken).ConfigureAwait(false))
        {
            if (_log.Find(AnswerKey.Of(answer)) is { } evaluation)
            {
                yield return Graded(answer, evaluation);
            }
        }
    }

    /// <summary>An answer with what people have decided by now; what they took back is as if they never had.</summary>
    internal GradedAnswer Graded(ImportedAnswer answer, EvaluationJson evaluation)
    {
        var overrides = _overrides.On(evaluation.Id);
        var effective = overrides.Count == 0 ? null : EffectiveEvaluation.Of(evaluation.ToEvaluation(answer.Question, answer.Answer, _rules), overrides, _rules);
        return effective?.Standing.Any() != true ? new GradedAnswer(answer, evaluation) : new GradedAnswer(answer, evaluation)
        {
            Reviewed = effective,
            IsSettled = ReviewItem.IsSettled(effective, _options),
        };
    }

    /// <summary>An answer for a review: its evaluation with what people have decided by now.</summary>
    /// <param name="answer">The answer.</param>
    /// <exception cref="InputException">The rubric has changed since it was graded.</exception>
    public ReviewItem ItemOf(GradedAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return ItemOf(answer.Evaluation.ToEvaluation(answer.Input.Question, answer.Input.Answer, _rules), answer);
    }

    /// <summary>An answer for a person who wants to look at all of it, whether it asks for one or not.</summary>
    /// <param name="answer">The answer.</param>
    /// <exception cref="InputException">The rubric has changed since it was graded.</exception>
    public ReviewItem WholeOf(GradedAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var evaluation = answer.Evaluation.ToEvaluation(answer.Input.Question, answer.Input.Answer, _rules);
        return ReviewItem.Whole(EffectiveEvaluation.Of(evaluation, _overrides.On(evaluation.Id), _rules), answer.Evaluation.Review.Reasons, _rules);
    }

    /// <summary>The same item with what people have decided by now.</summary>
    /// <param name="item">The item.</param>
    public ReviewItem Refreshed(ReviewItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var evaluation = item.Evaluation.Machine;
        return item.With(EffectiveEvaluation.Of(evaluation, _overrides.On(evaluation.Id), _rules), _rules);
    }

    /// <summary>Adds what a person decided at one moment. It is on the disk when this returns.</summary>
    /// <param name="overrides">What was decided.</param>
    public void Append(IReadOnlyCollection<Override> overrides)
    {
        ArgumentNullException.ThrowIfNull(overrides);
        _overrides.Append(overrides);
    }

    /// <summary>Writes results.csv, results.xlsx and report.html anew, with what holds by now.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the work; what was there before stays.</param>
    public async Task WriteResultsAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var (questions, columns) = await _batch.ShapeAsync(cancellationToken).ConfigureAwait(false);
        await new BatchResults(_folder, this, questions, columns, time).WriteAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _log.Dispose();

    private ReviewItem ItemOf(Evaluation evaluation, GradedAnswer answer) =>
        ReviewItem.Of(EffectiveEvaluation.Of(evaluation, _overrides.On(evaluation.Id), _rules), answer.Evaluation.Review.Reasons, _options, _rules);
}
