using System.Globalization;
using Microsoft.Extensions.Options;
using SreEvaluator.Service.Observability;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Worker;

/// <summary>The worker of this process: opens the database, starts the engine, looks for work, and ends in good order.</summary>
internal sealed partial class WorkerService : BackgroundService
{
    private readonly Database _database;
    private readonly StorageOptions _storage;
    private readonly WorkerOptions _options;
    private readonly WorkSignal _signal;
    private readonly TimeProvider _time;
    private readonly ILogger<WorkerService> _logger;
    private readonly IWorkStore _store;
    private readonly string _worker;
    private readonly ShardRuns _runs;
    private WorkerLock? _lock;
    private QuartzEngine? _engine;

    public WorkerService(
        Database database,
        IOptions<StorageOptions> storage,
        IOptions<WorkerOptions> options,
        IWorkStore store,
        Lazy<AnswerGrader> grader,
        WorkSignal signal,
        TimeProvider time,
        ILogger<WorkerService> logger)
    {
        _database = database;
        _storage = storage.Value;
        _options = options.Value;
        _store = store;
        _signal = signal;
        _time = time;
        _logger = logger;
        _worker = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..8]}");
        var slots = new Slots(_options.Concurrency);
        _runs = new ShardRuns(() => new ShardRun(store, grader.Value, slots, _options, $"worker:{_worker}", time, logger), signal, logger);
    }

    /// <summary>Makes ready what must be before anything is accepted.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await _database.OpenAsync(cancellationToken).ConfigureAwait(false);
        LogOpened(_storage.Place);
        if (_options.Enabled)
        {
            _lock = _storage.Provider == StorageProvider.Sqlite ? WorkerLock.Take(QuartzEngine.FileOf(_storage)) : null;
            _engine = await QuartzEngine.OpenAsync(_storage, _options, _worker, _runs, cancellationToken).ConfigureAwait(false);
            await _engine.StartAsync(cancellationToken).ConfigureAwait(false);
            LogStarted(_worker, _storage.Provider, _options.Concurrency);
        }

        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        if (Interlocked.Exchange(ref _engine, null) is { } engine)
        {
            await engine.StandbyAsync().ConfigureAwait(false);
            await _runs.StopAsync(_options.ShutdownDeadline, _time).ConfigureAwait(false);
            await engine.StopAsync().ConfigureAwait(false);
            LogStopped(_worker);
        }
    }

    public override void Dispose()
    {
        _lock?.Dispose();
        _runs.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_engine is not { } engine)
        {
            return;
        }

        var dispatcher = new Dispatcher(_store, engine, _options, _time, _logger);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await dispatcher.PassAsync(stoppingToken).ConfigureAwait(false);
                await _signal.WaitAsync(_options.PollInterval, _time, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever it was, work that waits must be found when it is over.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogFailed(new LoggedFailure(failure));
                await Task.Delay(_options.PollInterval, _time, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Data is kept in {Place} (Storage:ConnectionString)")]
    private partial void LogOpened(string place);

    [LoggerMessage(Level = LogLevel.Information, Message = "Worker {Worker} started on {Provider}, {Concurrency} answers at once")]
    private partial void LogStarted(string worker, StorageProvider provider, int concurrency);

    [LoggerMessage(Level = LogLevel.Information, Message = "Worker {Worker} stopped; nothing is left in hand")]
    private partial void LogStopped(string worker);

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking for work failed; it is tried again: {Failure}")]
    private partial void LogFailed(LoggedFailure failure);
}
