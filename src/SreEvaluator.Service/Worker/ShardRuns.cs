using SreEvaluator.Service.Observability;

namespace SreEvaluator.Service.Worker;

/// <summary>The runs of this process: begins them, and ends them in good order.</summary>
internal sealed partial class ShardRuns(Func<ShardRun> newRun, WorkSignal signal, ILogger logger) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _running = [];

    /// <summary>Runs a job; a failure is logged, and the job found again later.</summary>
    public async Task RunAsync(Guid jobId)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_stop.IsCancellationRequested)
            {
                return;
            }

            _running.Add(ended.Task);
        }

        WorkerTelemetry.Began();
        var failed = true;
        try
        {
            await newRun().RunAsync(jobId, _stop.Token, _abort.Token).ConfigureAwait(false);
            failed = false;
        }
#pragma warning disable CA1031 // The engine must not see it: it would take the job for done or begin it at once again. The dispatcher finds the job when it is due.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogFailed(jobId, new LoggedFailure(failure));
        }
        finally
        {
            WorkerTelemetry.Ended(failed);
            lock (_gate)
            {
                _running.Remove(ended.Task);
            }

            ended.SetResult();
            signal.Set();
        }
    }

    /// <summary>Begins nothing more, lets answers in hand end within the deadline, and gives the rest up.</summary>
    public async Task StopAsync(TimeSpan deadline, TimeProvider time)
    {
        Task running;
        lock (_gate)
        {
            running = Task.WhenAll(_running);
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        try
        {
            await running.WaitAsync(deadline, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            LogDeadline(deadline);
            await _abort.CancelAsync().ConfigureAwait(false);
            await running.ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _stop.Dispose();
        _abort.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} stopped; it goes on when it is found again: {Failure}")]
    private partial void LogFailed(Guid job, LoggedFailure failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Answers in hand took longer than {Deadline}; they are left for the next start")]
    private partial void LogDeadline(TimeSpan deadline);
}
