namespace SreEvaluator.Service.Worker;

/// <summary>Tells the worker of this process that there is something to do, so that it does not wait until it looks by itself.</summary>
public sealed class WorkSignal
{
    private volatile TaskCompletionSource _set = New();

    /// <summary>There is something to do: an answer was accepted, a batch was started or resumed, a job ended.</summary>
    public void Set() => _set.TrySetResult();

    /// <summary>Waits for the signal, or until the time is up, and takes it down.</summary>
    internal async Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await _set.Task.WaitAsync(longest, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Then it is time to look.
        }

        _set = New();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
