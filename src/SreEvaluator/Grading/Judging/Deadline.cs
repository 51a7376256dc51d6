namespace SreEvaluator.Grading.Judging;

/// <summary>How long the work on one answer may yet take. Its clock stands still while a call of the work waits for its turn.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _passed;
    private TimeSpan _left;
    private long _runningSince;
    private int _waiting;

    /// <summary>Starts the clock.</summary>
    /// <param name="left">How long the work may take.</param>
    /// <param name="time">The clock.</param>
    public Deadline(TimeSpan left, TimeProvider time)
    {
        _time = time;
        _left = left;
        _runningSince = time.GetTimestamp();
        _passed = new CancellationTokenSource(left, time);
    }

    /// <summary>Cancelled when the time has passed.</summary>
    public CancellationToken Token => _passed.Token;

    /// <summary>Waits for a turn with the clock standing still.</summary>
    public async Task<T> StandStillAsync<T>(Task<T> turn)
    {
        if (turn.IsCompleted)
        {
            return await turn.ConfigureAwait(false);
        }

        lock (_gate)
        {
            if (_waiting++ == 0)
            {
                _left -= _time.GetElapsedTime(_runningSince);
                _passed.CancelAfter(Timeout.InfiniteTimeSpan);
            }
        }

        try
        {
            return await turn.ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                if (--_waiting == 0)
                {
                    _runningSince = _time.GetTimestamp();
                    _passed.CancelAfter(_left > TimeSpan.Zero ? _left : TimeSpan.Zero);
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _passed.Dispose();
}
