using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace SreEvaluator.Grading.Judging;

/// <summary>
/// How calls outlast what passes and give up on what does not: a time limit for each attempt, inside a breaker, inside retries, inside a deadline for the
/// whole answer.
/// </summary>
internal sealed class Resilience
{
    /// <summary>The share of calls that must fail for the breaker to open.</summary>
    public const double FailureRatio = 0.5;

    /// <summary>The fewest calls in its window on which the breaker judges.</summary>
    public const int LeastCalls = 6;

    private readonly ResiliencePipeline _retries;
    private readonly ResiliencePipeline _attempt;
    private readonly JudgeOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Builds the pipelines.</summary>
    public Resilience(JudgeOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _retries = options.Retries == 0 ? ResiliencePipeline.Empty : new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.Retries,
                Delay = options.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = outcome => new ValueTask<bool>(MayRetry(outcome.Outcome.Exception, options.MaxRetryAfter)),
                DelayGenerator = outcome => new ValueTask<TimeSpan?>((outcome.Outcome.Exception as CallFailure)?.RetryAfter),
            })
            .Build();
        _attempt = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = FailureRatio,
                MinimumThroughput = LeastCalls,

                // Long enough for calls that time out one after the other.
                SamplingDuration = TimeSpan.FromTicks(Math.Max(TimeSpan.FromSeconds(30).Ticks, 2 * LeastCalls * options.AttemptTimeout.Ticks)),
                BreakDuration = options.BreakDuration,
                ShouldHandle = outcome => new ValueTask<bool>(outcome.Outcome.Exception is TimeoutRejectedException or CallFailure { OfEndpoint: true }),
            })
            .AddTimeout(options.AttemptTimeout)
            .Build();
    }

    /// <summary>Runs all the work on one answer under the deadline.</summary>
    /// <exception cref="CallFailure">The deadline passed.</exception>
    public async Task<T> WithinDeadlineAsync<T>(Func<Deadline, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(_options.TotalTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await work(deadline, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException failure) when (deadline.Token.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw TimedOut($"Grading took longer than {_options.TotalTimeout:c} with all its calls and retries.", nameof(JudgeOptions.TotalTimeout), failure);
        }
    }

    /// <summary>Tries, and again where that may help.</summary>
    /// <param name="attempt">One try; its call goes through <see cref="AttemptAsync"/>.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="CallFailure">No try gave a reply.</exception>
    public async Task<T> WithRetriesAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await _retries.ExecuteAsync(async token => await attempt(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException failure)
        {
            throw TimedOut($"The model gave no whole reply within {_options.AttemptTimeout:c}.", nameof(JudgeOptions.AttemptTimeout), failure);
        }
        catch (BrokenCircuitException failure)
        {
            throw new CallFailure(
                JudgeFailure.CircuitOpen,
                $"The endpoint kept failing and is spared for {_options.BreakDuration:c}. The last failure: {(failure.InnerException as CallFailure)?.Found ?? "no reply in time."}",
                "See to that failure; the judge comes back by itself.",
                failure);
        }
    }

    /// <summary>Makes one call with its time limit, unless the endpoint is spared.</summary>
    public async Task<T> AttemptAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        await _attempt.ExecuteAsync(async token => await call(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    private static bool MayRetry(Exception? failure, TimeSpan maxRetryAfter) =>
        failure is TimeoutRejectedException || (failure is CallFailure { Passing: true } call && (call.RetryAfter ?? TimeSpan.Zero) <= maxRetryAfter);

    private static CallFailure TimedOut(string found, string setting, Exception failure) => new(
        JudgeFailure.Timeout, found, $"Raise SRE_Judge__{setting}, or choose a faster model.", failure);
}
