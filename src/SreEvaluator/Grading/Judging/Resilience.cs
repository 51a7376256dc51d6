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

    private readonly ResiliencePipeline _deadline;
    private readonly ResiliencePipeline _call;
    private readonly JudgeOptions _options;

    /// <summary>Builds the pipelines.</summary>
    public Resilience(JudgeOptions options, TimeProvider time)
    {
        _options = options;
        _deadline = new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(options.TotalTimeout).Build();
        var call = new ResiliencePipelineBuilder { TimeProvider = time };
        if (options.Retries > 0)
        {
            call.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.Retries,
                Delay = options.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = outcome => new ValueTask<bool>(MayRetry(outcome.Outcome.Exception, options.MaxRetryAfter)),
                DelayGenerator = outcome => new ValueTask<TimeSpan?>((outcome.Outcome.Exception as CallFailure)?.RetryAfter),
            });
        }

        _call = call
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
    public async Task<T> WithinDeadlineAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await _deadline.ExecuteAsync(async token => await work(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException failure)
        {
            throw TimedOut($"Grading took longer than {_options.TotalTimeout:c} with all its calls and waits.", nameof(JudgeOptions.TotalTimeout), failure);
        }
    }

    /// <summary>Makes one call, again where that may help.</summary>
    /// <exception cref="CallFailure">No call gave a reply.</exception>
    public async Task<T> CallAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await _call.ExecuteAsync(async token => await call(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
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

    private static bool MayRetry(Exception? failure, TimeSpan maxRetryAfter) =>
        failure is TimeoutRejectedException || (failure is CallFailure { Passing: true } call && (call.RetryAfter ?? TimeSpan.Zero) <= maxRetryAfter);

    private static CallFailure TimedOut(string found, string setting, Exception failure) => new(
        JudgeFailure.Timeout, found, $"Raise SRE_Judge__{setting}, or choose a faster model.", failure);
}
