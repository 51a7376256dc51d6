using Microsoft.Extensions.Logging;
using SreEvaluator.Service.Worker;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Simulation;

/// <summary>A worker process: its dispatcher, its slots and the runs of its shards.</summary>
internal sealed class SimulatedWorker : IDisposable
{
    private const int RoomForShards = 4;

    private readonly World _world;
    private readonly WorkerView _store;
    private readonly Slots _slots;
    private readonly AnswerGrader _grader;
    private readonly ILogger _logger;
    private readonly Dispatcher _dispatcher;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _runs = [];
    private Task _pass = Task.CompletedTask;

    public SimulatedWorker(string name, World world, Func<SimulatedWorker, AnswerGrader> grader, ILogger logger)
    {
        Name = name;
        _world = world;
        _logger = logger;
        _store = new WorkerView(world.Store, this);
        _slots = new Slots(world.Options.Concurrency);
        _grader = grader(this);
        _dispatcher = new Dispatcher(_store, world.Engine.Of(this), world.Options, world.Time, logger);
    }

    public string Name { get; }

    public bool IsAlive { get; private set; } = true;

    public bool HasRoom => IsAlive && !_stop.IsCancellationRequested && _runs.Count(run => !run.IsCompleted) < RoomForShards;

    public void LookForWork()
    {
        if (_pass.IsCompleted && !_stop.IsCancellationRequested)
        {
            _pass = _dispatcher.PassAsync(CancellationToken.None);
        }

        if (_stop.IsCancellationRequested && _runs.TrueForAll(run => run.IsCompleted))
        {
            IsAlive = false;
        }
    }

    /// <summary>Runs a shard, and tells when the run has ended, however.</summary>
    public void Run(Guid jobId, Action ended)
    {
        var run = RunAsync(jobId, ended);
        _runs.Add(run);
    }

    public void StopInOrder() => _stop.Cancel();

    public void Die() => IsAlive = false;

    public void Dispose() => _stop.Dispose();

    private async Task RunAsync(Guid jobId, Action ended)
    {
        try
        {
            await new ShardRun(_store, _grader, _slots, _world.Options, Name, _world.Time, _logger).RunAsync(jobId, _stop.Token, CancellationToken.None);
        }
        catch (StorageException)
        {
            // As the host does: the job is found again.
        }

        if (IsAlive)
        {
            ended();
        }
    }

    /// <summary>The store as this worker reaches it.</summary>
    private sealed class WorkerView(SimulatedStore store, SimulatedWorker worker) : IWorkStore
    {
        public Task<int> FormAsync(int shardSize, int mostBatchJobs, CancellationToken cancellationToken) =>
            store.DoAsync(worker, () => store.Form(shardSize, mostBatchJobs));

        public Task<IReadOnlyList<Job>> WaitingAsync(int most, CancellationToken cancellationToken) => store.DoAsync(worker, () => store.Waiting(most));

        public Task<IReadOnlyList<Job>> HeldAsync(CancellationToken cancellationToken) => store.DoAsync(worker, store.Held);

        public Task ScheduledAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) => store.DoAsync(worker, () => store.Scheduled(ids));

        public Task<JobWork?> BeginAsync(Guid id, string name, CancellationToken cancellationToken) => store.DoAsync(worker, () => store.Begin(id, name));

        public Task<bool> IsWantedAsync(Guid id, CancellationToken cancellationToken) => store.DoAsync(worker, () => store.IsWanted(id));

        public Task SetAttemptsAsync(Guid answerId, int attempts, CancellationToken cancellationToken) =>
            store.DoAsync(worker, () => store.SetAttempts(answerId, attempts));

        public Task AddAsync(IReadOnlyList<NewEvaluation> evaluations, Guid jobId, string name, CancellationToken cancellationToken) =>
            store.DoAsync(worker, () => store.Add(evaluations, jobId));

        public Task EndAsync(Guid id, string name, CancellationToken cancellationToken) => store.DoAsync(worker, () => store.End(id));

        public Task GiveBackAsync(Guid id, CancellationToken cancellationToken) => store.DoAsync(worker, () => store.Reopen(id, uncounted: 1));

        public Task ReopenAsync(Guid id, CancellationToken cancellationToken) => store.DoAsync(worker, () => store.Reopen(id, uncounted: 0));
    }
}
