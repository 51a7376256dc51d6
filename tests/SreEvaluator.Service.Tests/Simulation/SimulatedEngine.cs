using SreEvaluator.Service.Worker;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Simulation;

/// <summary>An engine that runs each job at least once: after a death again, sometimes twice at the same moment, and sometimes it loses one.</summary>
internal sealed class SimulatedEngine(World world)
{
    private static readonly TimeSpan DeathIsSeenAfter = TimeSpan.FromSeconds(5);

    // A job and, while it runs, who runs it and since when that worker is gone.
    private readonly Dictionary<Guid, Held> _held = [];

    private World World { get; } = world;

    public IShardEngine Of(SimulatedWorker worker) => new View(this, worker);

    /// <summary>Gives jobs to workers, one at most; those of dead workers after a while.</summary>
    public void Fire(Random random)
    {
        foreach (var (id, held) in _held.ToList())
        {
            if (held.Worker is { IsAlive: false } && held.GoneAt is null)
            {
                _held[id] = held with { GoneAt = World.Time.GetUtcNow() };
            }
            else if (held.GoneAt is { } gone && World.Time.GetUtcNow() - gone > DeathIsSeenAfter)
            {
                _held[id] = new Held(Worker: null, GoneAt: null);
            }
        }

        var free = _held.Where(one => one.Value.Worker is null).Select(one => one.Key).ToList();
        if (free.Count > 0 && World.RandomWorker(random) is { } worker)
        {
            Give(free[random.Next(free.Count)], worker);
        }
    }

    public void LoseOne(Random random)
    {
        if (_held.Count > 0)
        {
            _held.Remove(_held.Keys.ElementAt(random.Next(_held.Count)));
        }
    }

    /// <summary>A worker that only seemed dead: its job is run by another too.</summary>
    public void FireTwice(Random random)
    {
        if (_held.Where(one => one.Value.Worker is { IsAlive: true }).Select(one => one.Key).ToList() is { Count: > 0 } running && World.RandomWorker(random) is { } worker)
        {
            Give(running[random.Next(running.Count)], worker);
        }
    }

    private void Give(Guid id, SimulatedWorker worker)
    {
        _held[id] = new Held(worker, GoneAt: null);
        worker.Run(id, () =>
        {
            if (_held.TryGetValue(id, out var held) && held.Worker == worker)
            {
                _held.Remove(id);
            }
        });
    }

    private sealed record Held(SimulatedWorker? Worker, DateTimeOffset? GoneAt);

    private sealed class View(SimulatedEngine engine, SimulatedWorker worker) : IShardEngine
    {
        public Task ScheduleAsync(Job job, CancellationToken cancellationToken) =>
            engine.World.StepAsync(worker, () => engine._held.TryAdd(job.Id, new Held(Worker: null, GoneAt: null)), mayFail: true);

        public Task<bool> HoldsAsync(Guid jobId, CancellationToken cancellationToken) =>
            engine.World.StepAsync(worker, () => engine._held.ContainsKey(jobId), mayFail: true);
    }
}
