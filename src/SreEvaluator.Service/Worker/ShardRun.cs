using SreEvaluator.Service.Observability;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Worker;

/// <summary>
/// One run of one job: grades those of its answers that have no evaluation yet, and stores results as they come. Whoever runs the same job a second time,
/// after a death or at the same moment, finds what is stored and adds nothing twice.
/// </summary>
internal sealed partial class ShardRun(IWorkStore store, AnswerGrader grader, Slots slots, WorkerOptions options, string worker, TimeProvider time, ILogger logger)
{
    private const int DeathsBeforeCare = 2;
    private const int MostStoreAttempts = 8;
    private const string Died = "the worker died each time";

    private static readonly TimeSpan WantedFor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestStoreDelay = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private List<(StoredAnswer Answer, NewEvaluation Evaluation)> _finished = [];
    private Task _storing = Task.CompletedTask;
    private long _wantedAt = time.GetTimestamp();

    /// <summary>Runs the job until each of its answers has an evaluation, or it is to stop.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="stop">No further answer is begun; those in hand are ended.</param>
    /// <param name="abort">Those in hand are given up too.</param>
    /// <exception cref="StorageException">The database could not be used for too long. The job goes on when it is found again.</exception>
    public async Task RunAsync(Guid jobId, CancellationToken stop, CancellationToken abort)
    {
        using var unwanted = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var work = await InStoreAsync(() => store.BeginAsync(jobId, worker, CancellationToken.None), unwanted, abort).ConfigureAwait(false);
        if (work is null)
        {
            return;
        }

        var waiting = work.Answers.Where(answer => !work.Graded.Contains(grader.KeyOf(answer))).ToList();

        // After two deaths each answer is marked before it is begun, one at a time: an answer that kills its worker is found, and no other is blamed.
        // Those that were blamed least come first: they are done before the next death.
        var careful = work.Job.Runs > DeathsBeforeCare;
        try
        {
            if (careful)
            {
                foreach (var answer in waiting.OrderBy(answer => answer.Attempts))
                {
                    await GradeAsync(work.Job, answer, careful: true, unwanted, abort).ConfigureAwait(false);
                }
            }
            else
            {
                await Task.WhenAll(waiting.Select(answer => GradeAsync(work.Job, answer, careful: false, unwanted, abort))).ConfigureAwait(false);
            }
        }
        finally
        {
            await StoredAsync().ConfigureAwait(false);
        }

        if (unwanted.IsCancellationRequested)
        {
            await InStoreAsync(() => store.GiveBackAsync(jobId, CancellationToken.None), unwanted, abort).ConfigureAwait(false);
        }
        else
        {
            await InStoreAsync(() => store.EndAsync(jobId, worker, CancellationToken.None), unwanted, abort).ConfigureAwait(false);
        }
    }

    private async Task GradeAsync(Job job, StoredAnswer answer, bool careful, CancellationTokenSource unwanted, CancellationToken abort)
    {
        for (var failure = careful ? Died : "it was begun too often"; !unwanted.IsCancellationRequested;)
        {
            if (answer.Attempts >= options.MaxAttempts)
            {
                LogGivenUp(answer.Id, answer.Attempts, failure);
                Store(job, answer, grader.GivenUp(answer, failure), unwanted, abort);
                return;
            }

            // Also after deaths: where workers die one after the other for another reason, none lives long enough for an answer that only stood by to be blamed
            // for all of them.
            if (answer.Attempts > 0)
            {
                await DelayAsync(options.RetryDelay * Math.Pow(2, answer.Attempts - 1), unwanted.Token).ConfigureAwait(false);
            }

            try
            {
                await slots.EnterAsync(urgent: job.BatchId is null, unwanted.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (unwanted.IsCancellationRequested)
            {
                return;
            }

            try
            {
                if (careful)
                {
                    answer = await MarkedAsync(answer, unwanted, abort).ConfigureAwait(false);
                }

                Store(job, answer, await grader.GradeAsync(answer, abort).ConfigureAwait(false), unwanted, abort);
                if (careful)
                {
                    await StoredAsync().ConfigureAwait(false);
                }

                return;
            }
            catch (OperationCanceledException) when (abort.IsCancellationRequested)
            {
                // It was not the answer's fault that the program ends.
                if (careful)
                {
                    await store.SetAttemptsAsync(answer.Id, answer.Attempts - 1, CancellationToken.None).ConfigureAwait(false);
                }

                return;
            }
#pragma warning disable CA1031 // One answer that can't be graded, whatever the bug is, never stops the others; what failed is in its evaluation and in the log.
            catch (Exception broken) when (broken is not StorageException)
#pragma warning restore CA1031
            {
                failure = broken.GetType().Name;
                LogFailed(answer.Id, new LoggedFailure(broken));
                if (!careful)
                {
                    answer = await MarkedAsync(answer, unwanted, abort).ConfigureAwait(false);
                }
            }
            finally
            {
                slots.Leave();
            }
        }
    }

    private async Task<StoredAnswer> MarkedAsync(StoredAnswer answer, CancellationTokenSource unwanted, CancellationToken abort)
    {
        var begun = answer with { Attempts = answer.Attempts + 1 };
        await InStoreAsync(() => store.SetAttemptsAsync(begun.Id, begun.Attempts, CancellationToken.None), unwanted, abort).ConfigureAwait(false);
        return begun;
    }

    /// <summary>Hands a result to be stored; one at a time is on its way, and what comes meanwhile goes together.</summary>
    private void Store(Job job, StoredAnswer answer, NewEvaluation evaluation, CancellationTokenSource unwanted, CancellationToken abort)
    {
        lock (_gate)
        {
            _finished.Add((answer, evaluation));
            if (_finished.Count == 1)
            {
                _storing = StoreAsync(_storing, job, unwanted, abort);
            }
        }
    }

    private async Task StoreAsync(Task before, Job job, CancellationTokenSource unwanted, CancellationToken abort)
    {
        await before.ConfigureAwait(false);
        List<(StoredAnswer Answer, NewEvaluation Evaluation)> finished;
        lock (_gate)
        {
            (finished, _finished) = (_finished, []);
        }

        await InStoreAsync(() => store.AddAsync([.. finished.Select(one => one.Evaluation)], job.Id, worker, CancellationToken.None), unwanted, abort).ConfigureAwait(false);
        WorkerTelemetry.Graded(finished, job, time.GetUtcNow());
        await HeedAsync(job, unwanted, abort).ConfigureAwait(false);
    }

    /// <summary>Stops where the batch was paused or cancelled.</summary>
    private async Task HeedAsync(Job job, CancellationTokenSource unwanted, CancellationToken abort)
    {
        if (time.GetElapsedTime(_wantedAt) < WantedFor || unwanted.IsCancellationRequested)
        {
            return;
        }

        _wantedAt = time.GetTimestamp();
        if (!await InStoreAsync(() => store.IsWantedAsync(job.Id, CancellationToken.None), unwanted, abort).ConfigureAwait(false))
        {
            Stop(unwanted);
        }
    }

    // At once and here, not on another thread: the simulation decides what comes next.
    private static void Stop(CancellationTokenSource unwanted) => unwanted.Cancel();

    private async Task StoredAsync()
    {
        Task storing;
        do
        {
            lock (_gate)
            {
                storing = _storing;
            }

            await storing.ConfigureAwait(false);
        }
        while (storing != _storing);
    }

    private async Task InStoreAsync(Func<Task> use, CancellationTokenSource unwanted, CancellationToken abort) => await InStoreAsync(
        async () =>
        {
            await use().ConfigureAwait(false);
            return true;
        },
        unwanted,
        abort).ConfigureAwait(false);

    /// <summary>Uses the database, and again after a while where it can't do its work now. Where it fails for good, no further answer is begun: its result could not be kept.</summary>
    private async Task<T> InStoreAsync<T>(Func<Task<T>> use, CancellationTokenSource unwanted, CancellationToken abort)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await use().ConfigureAwait(false);
            }
            catch (StorageException failure) when (attempt < MostStoreAttempts && !abort.IsCancellationRequested)
            {
                LogStore(failure.Failure, attempt);
            }
            catch (StorageException)
            {
                Stop(unwanted);
                throw;
            }

            var delay = options.RetryDelay * Math.Pow(2, attempt - 1);
            await DelayAsync(delay < LongestStoreDelay ? delay : LongestStoreDelay, abort).ConfigureAwait(false);
        }
    }

    /// <summary>Waits a while, or until there is a reason not to; whoever waits looks at the token next.</summary>
    private async Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        // Not Task.Delay, which goes on in a thread of the pool when it is cancelled: the simulation decides what comes next.
        var over = new TaskCompletionSource();
        var due = delay < WorkerOptions.LongestTime ? delay : WorkerOptions.LongestTime;
        var timer = time.CreateTimer(static state => ((TaskCompletionSource)state!).TrySetResult(), over, due, Timeout.InfiniteTimeSpan);
        await using (timer.ConfigureAwait(false))
        {
            using var registration = cancellationToken.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), over);
            await over.Task.ConfigureAwait(false);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Grading answer {Answer} failed; it is tried again: {Failure}")]
    private partial void LogFailed(Guid answer, LoggedFailure failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "Answer {Answer} is not assessed after {Attempts} attempts: {Failure}")]
    private partial void LogGivenUp(Guid answer, int attempts, string failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database can't be used ({Failure}), attempt {Attempt}")]
    private partial void LogStore(StorageFailure failure, int attempt);
}
