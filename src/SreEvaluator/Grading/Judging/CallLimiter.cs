namespace SreEvaluator.Grading.Judging;

/// <summary>
/// How many calls run at once, for all answers together. When the provider turns a call away the number is halved and nobody calls before the time it asked for;
/// with each success it grows again, by about one for each round of calls. (Additive increase, multiplicative decrease, as in Chiu and Jain, 1989.)
/// </summary>
internal sealed class CallLimiter : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource<Turn>> _waiting = new();
    private readonly int _most;
    private readonly TimeSpan _longestPause;
    private readonly TimeProvider _time;
    private readonly ITimer _pauseEnds;
    private double _limit;
    private int _running;
    private int _round;
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;

    /// <summary>Creates a limiter that lets the most calls run.</summary>
    /// <param name="most">The most calls at once.</param>
    /// <param name="longestPause">The longest pause that is waited for; in a longer one calls fail at once.</param>
    /// <param name="time">The clock.</param>
    public CallLimiter(int most, TimeSpan longestPause, TimeProvider time)
    {
        _limit = _most = most;
        _longestPause = longestPause;
        _time = time;
        _pauseEnds = time.CreateTimer(_ => Advance(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many calls may run at once just now.</summary>
    public int Limit
    {
        get
        {
            lock (_gate)
            {
                return (int)_limit;
            }
        }
    }

    /// <summary>Waits for a turn, first come first served.</summary>
    /// <exception cref="CallFailure">The provider asked for a longer pause than is waited for.</exception>
    public Task<Turn> EnterAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var turn = new TaskCompletionSource<Turn>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Enqueue(turn);
        }

        Advance();
        return turn.Task.IsCompleted ? turn.Task : WaitAsync(turn, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _pauseEnds.Dispose();

    private static async Task<Turn> WaitAsync(TaskCompletionSource<Turn> turn, CancellationToken cancellationToken)
    {
        using (cancellationToken.UnsafeRegister(static (state, token) => ((TaskCompletionSource<Turn>)state!).TrySetCanceled(token), turn))
        {
            return await turn.Task.ConfigureAwait(false);
        }
    }

    private void Advance()
    {
        lock (_gate)
        {
            var pause = _pausedUntil - _time.GetUtcNow();
            if (pause > _longestPause)
            {
                while (_waiting.TryDequeue(out var turnedAway))
                {
                    turnedAway.TrySetException(new CallFailure(
                        JudgeFailure.RateLimited,
                        $"The provider asks not to be called for another {pause:c}.",
                        "Grade later, or ask the provider for a higher limit."));
                }
            }
            else if (pause > TimeSpan.Zero)
            {
                _pauseEnds.Change(pause, Timeout.InfiniteTimeSpan);
            }
            else
            {
                while (_running < (int)_limit && _waiting.TryDequeue(out var next))
                {
                    // Who was cancelled meanwhile takes no turn.
                    if (next.TrySetResult(new Turn(this, _round)))
                    {
                        _running++;
                    }
                }
            }
        }
    }

    private void Leave(int round, bool turnedAway, TimeSpan? pause)
    {
        lock (_gate)
        {
            _running--;
            if (!turnedAway)
            {
                _limit = Math.Min(_most, _limit + (1 / _limit));
            }
            else if (round == _round)
            {
                // Calls that ran side by side are turned away side by side: they count as one.
                _limit = Math.Max(1, _limit / 2);
                _round++;
            }

            var until = _time.GetUtcNow() + (pause ?? TimeSpan.Zero);
            _pausedUntil = until > _pausedUntil ? until : _pausedUntil;
        }

        Advance();
    }

    /// <summary>The right to make one call.</summary>
    internal sealed class Turn(CallLimiter limiter, int round) : IDisposable
    {
        private bool _turnedAway;
        private TimeSpan? _pause;

        /// <summary>Tells that the provider turned the call away.</summary>
        /// <param name="pause">How long it asks not to be called; null where it does not say.</param>
        public void TurnedAway(TimeSpan? pause)
        {
            _turnedAway = true;
            _pause = pause;
        }

        /// <inheritdoc/>
        public void Dispose() => limiter.Leave(round, _turnedAway, _pause);
    }
}
