using SreEvaluator.Reports;

namespace SreEvaluator.Batches;

/// <summary>Counts evaluations as they come, from any thread.</summary>
internal sealed class BatchTally
{
    private readonly Lock _gate = new();
    private int _before;
    private int _graded;
    private int _degraded;
    private int _toReview;
    private int _notAssessed;
    private decimal? _cost;

    /// <summary>How many are to be graded in all.</summary>
    public int Total { get; set; }

    public void AddBefore(EvaluationJson evaluation, EvaluationJson? replaced)
    {
        lock (_gate)
        {
            if (replaced is null)
            {
                _before++;
            }
            else
            {
                Count(replaced, -1);
            }

            Count(evaluation, 1);
        }
    }

    public BatchProgress Add(EvaluationJson evaluation)
    {
        lock (_gate)
        {
            _graded++;
            Count(evaluation, 1);
            return Now();
        }
    }

    public BatchProgress Progress()
    {
        lock (_gate)
        {
            return Now();
        }
    }

    // What was paid for an evaluation stays paid when another takes its place.
    private void Count(EvaluationJson evaluation, int times)
    {
        _degraded += evaluation.Degraded ? times : 0;
        _toReview += evaluation.Review.Needed ? times : 0;
        _notAssessed += evaluation.Score is null ? times : 0;
        _cost = evaluation.Provenance.Cost is { } cost && times > 0 ? (_cost ?? 0) + cost : _cost;
    }

    private BatchProgress Now() => new()
    {
        Total = Total,
        Before = _before,
        Graded = _graded,
        Degraded = _degraded,
        ToReview = _toReview,
        NotAssessed = _notAssessed,
        Cost = _cost,
    };
}
