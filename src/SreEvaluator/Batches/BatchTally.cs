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

    public void AddBefore(EvaluationJson evaluation)
    {
        lock (_gate)
        {
            _before++;
            Count(evaluation);
        }
    }

    public BatchProgress Add(EvaluationJson evaluation)
    {
        lock (_gate)
        {
            _graded++;
            Count(evaluation);
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

    private void Count(EvaluationJson evaluation)
    {
        _degraded += evaluation.Degraded ? 1 : 0;
        _toReview += evaluation.Review.Needed ? 1 : 0;
        _notAssessed += evaluation.Score is null ? 1 : 0;
        _cost = evaluation.Provenance.Cost is { } cost ? (_cost ?? 0) + cost : _cost;
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
