using System.Globalization;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SreEvaluator.Reviews;
using SreEvaluator.Rubrics;
using SreEvaluator.Service.Worker;
using SreEvaluator.Storage;
using SreEvaluator.Support;

namespace SreEvaluator.Service.Tests.Simulation;

/// <summary>
/// Workers, a database and an engine in one thread. Everything that takes time is a step that waits to be chosen; a seed chooses which comes next, what
/// fails, who dies and how the clock goes. The same seed gives the same history.
/// </summary>
internal sealed class World
{
    private const int StackSize = 16 * 1024 * 1024;
    private const int ChaosSteps = 600;
    private const int LookForRest = 20;
    private const int MostSteps = 200_000;
    private const int MostDeaths = 3;
    private const int MostAnswers = 70;
    private const double StoreFails = 0.04;
    private const double ReplyIsLost = 0.03;

    private readonly Random _random;
    private readonly List<Step> _steps = [];
    private readonly List<SimulatedWorker> _workers = [];
    private readonly RubricLibrary _rubrics = new([Some.Rubric(Some.Question())]);
    private bool _chaos = true;
    private int _deaths;
    private int _gone;
    private int _named;

    public World(int seed)
    {
        _random = new Random(seed);
        Store = new SimulatedStore(this);
        Engine = new SimulatedEngine(this);
        Options = new WorkerOptions
        {
            ShardSize = _random.Next(2, 12),
            ShardsAtOnce = _random.Next(1, 4),
            Concurrency = _random.Next(1, 6),
            MaxAttempts = 5,
            RetryDelay = TimeSpan.FromMilliseconds(100),
        };
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public SimulatedStore Store { get; }

    public SimulatedEngine Engine { get; }

    public WorkerOptions Options { get; }

    /// <summary>How many workers there were in all.</summary>
    public int Workers => _workers.Count + _gone;

    /// <summary>How often an answer's grading was begun.</summary>
    public Dictionary<Guid, int> Begun { get; } = [];

    public int Deaths => _deaths;

    /// <summary>Something that takes time, done for a worker; a dead worker never hears of it.</summary>
    public Task<T> StepAsync<T>(SimulatedWorker? worker, Func<T> effect, bool mayFail)
    {
        var done = new TaskCompletionSource<T>();
        if (worker is { IsAlive: false })
        {
            return done.Task;
        }

        _steps.Add(new Step(worker, () =>
        {
            if (mayFail && _chaos && _random.NextDouble() < StoreFails)
            {
                done.SetException(new StorageException(StorageFailure.Busy, "simulated"));
                return;
            }

            T result;
            try
            {
                result = effect();
            }
            catch (Exception failure) when (failure is InvalidOperationException)
            {
                done.SetException(failure);
                return;
            }

            if (mayFail && _chaos && _random.NextDouble() < ReplyIsLost)
            {
                done.SetException(new StorageException(StorageFailure.Unreachable, "simulated: done, but nobody was told"));
            }
            else if (worker is null or { IsAlive: true })
            {
                done.SetResult(result);
            }
        }));
        return done.Task;
    }

    /// <summary>Lets everything happen: first with faults, then without, until nothing is left to do.</summary>
    /// <returns>Whether it came to rest.</returns>
    public bool Run()
    {
        // In a thread of its own: under a test runner's scheduler what waits for a step would go on elsewhere.
        var rested = false;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    rested = RunAlone();
                }
#pragma warning disable CA1031 // It is thrown again where the test hears of it.
                catch (Exception broken)
#pragma warning restore CA1031
                {
                    failure = ExceptionDispatchInfo.Capture(broken);
                }
            },
            StackSize);
        thread.Start();
        thread.Join();
        failure?.Throw();
        return rested;
    }

    public SimulatedWorker? RandomWorker(Random random) =>
        _workers.Where(worker => worker.HasRoom).ToList() is { Count: > 0 } free ? free[random.Next(free.Count)] : null;

    private void Disturb()
    {
        var dice = _random.NextDouble();
        if (dice < 0.04 && Store.Answers.Count < MostAnswers)
        {
            Store.Accept(_random);
        }
        else if (dice < 0.05 && Store.Answers.Count < MostAnswers)
        {
            Store.AcceptBatch(_random, _random.Next(1, 25));
        }
        else if (dice < 0.06)
        {
            Store.PauseResumeOrCancel(_random);
        }
        else if (dice < 0.064 && _deaths < MostDeaths && _workers.Where(worker => worker.IsAlive).ToList() is { Count: > 0 } alive)
        {
            Kill(alive[_random.Next(alive.Count)]);
        }
        else if (dice < 0.067 && _workers.FirstOrDefault(worker => worker.IsAlive) is { } leaving)
        {
            leaving.StopInOrder();
        }
        else if (dice < 0.069)
        {
            Engine.LoseOne(_random);
        }
        else if (dice < 0.072)
        {
            Engine.FireTwice(_random);
        }
        else if (dice < 0.074)
        {
            // The clock of the machine is set an hour ahead. It can't be set back here; DurabilityCases does both.
            Time.Advance(TimeSpan.FromHours(1));
        }
    }

    /// <summary>A worker is gone from one moment to the next. What it asked of the database may be done or not.</summary>
    public void Kill(SimulatedWorker worker)
    {
        _deaths++;
        worker.Die();
        foreach (var step in _steps.Where(step => step.Worker == worker).ToList())
        {
            _steps.Remove(step);
            if (_random.NextDouble() < 0.5)
            {
                step.Do();
            }
        }
    }

    private bool RunAlone()
    {
        for (var step = 0; step < MostSteps; step++)
        {
            _chaos = step < ChaosSteps;
            if (_chaos)
            {
                Disturb();
            }

            if (_random.Next(4) == 0)
            {
                KeepWorkersAlive();
                Engine.Fire(_random);
            }

            if (_steps.Count > 0 && _random.NextDouble() < 0.9)
            {
                var index = _random.Next(_steps.Count);
                var next = _steps[index];
                _steps.RemoveAt(index);
                next.Do();
            }
            else
            {
                Time.Advance(TimeSpan.FromMilliseconds(_random.Next(1, 800)));
            }

            if (!_chaos && step % LookForRest == 0 && Store.IsAtRest)
            {
                return true;
            }
        }

        return false;
    }

    private void KeepWorkersAlive()
    {
        while (_workers.Count(worker => worker.IsAlive) < 2)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"worker:{++_named}");
            _gone += _workers.RemoveAll(worker => !worker.IsAlive);
            _workers.Add(new SimulatedWorker(name, this, worker => new AnswerGrader(
                _rubrics, _ => new SimulatedGrader(this, worker), _ => "settings", new ReviewOptions(), Time), NullLogger.Instance));
        }

        foreach (var worker in _workers.Where(worker => worker.IsAlive).ToList())
        {
            worker.LookForWork();
        }
    }

    private sealed record Step(SimulatedWorker? Worker, Action Do);
}
