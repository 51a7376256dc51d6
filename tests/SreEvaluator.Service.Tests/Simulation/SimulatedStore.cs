using SreEvaluator.Grading;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Simulation;

/// <summary>What the database does, in memory; each method is one transaction.</summary>
internal sealed class SimulatedStore(World world)
{
    private readonly Dictionary<Guid, Job> _jobs = [];
    private readonly Dictionary<Guid, BatchState> _batches = [];
    private int _position;

    public Dictionary<Guid, StoredAnswer> Answers { get; } = [];

    /// <summary>The evaluations, and how many were refused because there was one.</summary>
    public Dictionary<GradedKey, NewEvaluation> Evaluations { get; } = [];

    public int Refused { get; private set; }

    public IReadOnlyDictionary<Guid, Job> Jobs => _jobs;

    public IReadOnlyDictionary<Guid, BatchState> Batches => _batches;

    /// <summary>Whether nothing is left to do; batches that somebody paused are resumed when it comes to that.</summary>
    public bool IsAtRest
    {
        get
        {
            foreach (var paused in _batches.Where(batch => batch.Value == BatchState.Paused).Select(batch => batch.Key).ToList())
            {
                _batches[paused] = BatchState.Running;
            }

            return Answers.Values.All(answer => answer.JobId is not null || IsCancelled(answer.BatchId))
                && _jobs.Values.All(job => job.State is JobState.Done or JobState.Cancelled);
        }
    }

    public bool IsCancelled(Guid? batchId) => batchId is { } id && _batches[id] == BatchState.Cancelled;

    public Task<T> DoAsync<T>(SimulatedWorker worker, Func<T> transaction) => world.StepAsync(worker, transaction, mayFail: true);

    public void Accept(Random random) => Keep(random, batchId: null);

    public void AcceptBatch(Random random, int answers)
    {
        var id = NewId(random);
        _batches[id] = BatchState.Running;
        for (var number = 0; number < answers; number++)
        {
            Keep(random, id);
        }
    }

    public void PauseResumeOrCancel(Random random)
    {
        if (_batches.Where(batch => batch.Value is BatchState.Running or BatchState.Paused).Select(batch => batch.Key).ToList() is not { Count: > 0 } open)
        {
            return;
        }

        var id = open[random.Next(open.Count)];
        _batches[id] = random.Next(6) == 0 ? BatchState.Cancelled : _batches[id] == BatchState.Paused ? BatchState.Running : BatchState.Paused;
        if (_batches[id] == BatchState.Cancelled)
        {
            foreach (var job in _jobs.Values.Where(job => job.BatchId == id && job.State is JobState.Waiting or JobState.Scheduled && job.BatchId == id).ToList())
            {
                _jobs[job.Id] = job with { State = JobState.Cancelled };
            }
        }
    }

    public int Form(int shardSize, int mostBatchJobs)
    {
        var formed = 0;
        while (FormOne(batchId: null, shardSize))
        {
            formed++;
        }

        foreach (var batch in _batches.Where(batch => batch.Value == BatchState.Running).Select(batch => batch.Key).ToList())
        {
            while (_jobs.Values.Count(job => job.BatchId is not null && job.State is JobState.Waiting or JobState.Scheduled) < mostBatchJobs && FormOne(batch, shardSize))
            {
                formed++;
            }
        }

        return formed;
    }

    public IReadOnlyList<Job> Waiting(int most) =>
        [.. _jobs.Values.Where(job => job.State == JobState.Waiting && (job.BatchId is null || _batches[job.BatchId.Value] == BatchState.Running)).Take(most)];

    public IReadOnlyList<Job> Held() => [.. _jobs.Values.Where(job => job.State is JobState.Scheduled or JobState.Running)];

    public bool Scheduled(IReadOnlyCollection<Guid> ids)
    {
        foreach (var id in ids.Where(id => _jobs[id].State == JobState.Waiting))
        {
            _jobs[id] = _jobs[id] with { State = JobState.Scheduled };
        }

        return true;
    }

    public JobWork? Begin(Guid id, string worker)
    {
        var job = _jobs[id];
        if (job.State is JobState.Done or JobState.Cancelled)
        {
            return null;
        }

        if (job.BatchId is { } batch && _batches[batch] != BatchState.Running)
        {
            Reopen(id, uncounted: 0);
            return null;
        }

        job = _jobs[id] = job with { State = JobState.Running, Runs = job.Runs + 1, Worker = worker };
        var answers = Answers.Values.Where(answer => answer.JobId == id).OrderBy(answer => answer.Position).ToList();
        return new JobWork(job, answers, [.. Evaluations.Keys.Where(key => answers.Any(answer => answer.Id == key.AnswerId))]);
    }

    public bool IsWanted(Guid id) => _jobs[id].State == JobState.Running && (_jobs[id].BatchId is not { } batch || _batches[batch] == BatchState.Running);

    public bool SetAttempts(Guid answerId, int attempts)
    {
        Answers[answerId] = Answers[answerId] with { Attempts = attempts };
        return true;
    }

    public bool Add(IReadOnlyList<NewEvaluation> evaluations, Guid jobId)
    {
        foreach (var evaluation in evaluations)
        {
            var key = new GradedKey(evaluation.AnswerId, evaluation.Content.Provenance.RubricHash, evaluation.SettingsHash);
            if (Evaluations.TryAdd(key, evaluation))
            {
                _jobs[jobId] = _jobs[jobId] with { Graded = _jobs[jobId].Graded + 1 };
            }
            else
            {
                Refused++;
            }
        }

        return true;
    }

    public bool End(Guid id)
    {
        if (_jobs[id].State is not (JobState.Done or JobState.Cancelled))
        {
            _jobs[id] = _jobs[id] with { State = JobState.Done };
        }

        return true;
    }

    public bool Reopen(Guid id, int uncounted)
    {
        if (_jobs[id] is { State: not (JobState.Done or JobState.Cancelled) } job)
        {
            _jobs[id] = IsCancelled(job.BatchId) ? job with { State = JobState.Cancelled } : job with { State = JobState.Waiting, Runs = job.Runs - uncounted };
        }

        return true;
    }

    private bool FormOne(Guid? batchId, int shardSize)
    {
        var answers = Answers.Values.Where(answer => answer.BatchId == batchId && answer.JobId is null).OrderBy(answer => answer.Position).Take(shardSize).ToList();
        if (answers.Count == 0)
        {
            return false;
        }

        var id = answers[0].Id;
        _jobs[id] = new Job { Id = id, BatchId = batchId, State = JobState.Waiting, Answers = answers.Count, CreatedAt = world.Time.GetUtcNow() };
        foreach (var answer in answers)
        {
            Answers[answer.Id] = answer with { JobId = id };
        }

        return true;
    }

    private void Keep(Random random, Guid? batchId)
    {
        var id = NewId(random);
        var text = random.Next(200) switch
        {
            < 4 => SimulatedGrader.FailsAlways,
            < 12 => SimulatedGrader.FailsOnce,
            12 => SimulatedGrader.Kills,
            _ => "says something",
        };
        Answers[id] = new StoredAnswer
        {
            Id = id,
            Name = id.ToString(),
            QuestionId = "incident-management",
            Text = text,
            Grader = GraderChoice.Local,
            BatchId = batchId,
            Position = _position++,
            SubmittedAt = world.Time.GetUtcNow(),
        };
    }

    private static Guid NewId(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
