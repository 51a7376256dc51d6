using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using SreEvaluator.Feedback;
using SreEvaluator.Grading;
using SreEvaluator.Reports;
using SreEvaluator.Reviews;
using SreEvaluator.Rubrics;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Service.Worker;
using SreEvaluator.Storage;
using SreEvaluator.Support;

namespace SreEvaluator.Service.Tests.Worker;

public sealed class ShardRunTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task No_answer_is_begun_whose_result_can_t_be_kept()
    {
        var grader = new ScriptedGrader((_, cancellationToken) => Task.Delay(50, cancellationToken));
        using var logs = new CapturedLogs();

        await Should.ThrowAsync<StorageException>(() => Run(new OneJob(Answers(100), runs: 1, isFull: true), grader, logs).RunAsync(Guid.NewGuid(), None, None));

        grader.Begun.Count.ShouldBeInRange(1, 60);
    }

    [Fact]
    public async Task After_two_deaths_those_that_were_blamed_least_come_first()
    {
        var answers = Answers(3);
        answers = [answers[0] with { Attempts = 2, Text = "last" }, answers[1] with { Text = "first" }, answers[2] with { Attempts = 1, Text = "second" }];
        var grader = new ScriptedGrader((_, _) => Task.CompletedTask);
        using var logs = new CapturedLogs();

        await Run(new OneJob(answers, runs: 3, isFull: false), grader, logs).RunAsync(Guid.NewGuid(), None, None);

        grader.Begun.ShouldBe(["first", "second", "last"]);
    }

    [Fact]
    public async Task A_run_that_fails_is_logged_without_what_was_said()
    {
        using var logs = new CapturedLogs();
        using var runs = new ShardRuns(() => throw new InvalidOperationException("boom", new FormatException("boom")), new WorkSignal(), Logger(logs));

        await runs.RunAsync(Guid.NewGuid());

        var line = logs.Lines.ShouldHaveSingleItem();
        line.ShouldContain("System.InvalidOperationException");
        line.ShouldContain("System.FormatException");
        line.ShouldContain(nameof(A_run_that_fails_is_logged_without_what_was_said));
        line.ShouldNotContain("boom");
    }

    [Theory]
    [InlineData(false, 3000)]
    [InlineData(true, 1000)]
    public void The_delay_is_from_accepting_a_single_answer_or_making_a_batch_s_job_to_the_stored_evaluation(bool batch, double seconds)
    {
        var accepted = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var job = new Job { Id = Guid.NewGuid(), BatchId = batch ? Guid.NewGuid() : null, State = JobState.Running, Answers = 1, CreatedAt = accepted.AddSeconds(2000) };
        var measured = new List<double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Name == "sre.worker.delay")
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, value, _, _) => measured.Add(value));
        listener.Start();

        WorkerTelemetry.Graded([(Answer(accepted), Evaluation(Answer(accepted)))], job, accepted.AddSeconds(3000));

        measured.ToArray().ShouldContain(seconds);
    }

    private static ShardRun Run(IWorkStore store, IGrader grader, CapturedLogs logs) => new(
        store,
        new AnswerGrader(RubricLibrary.Load(ShippedFiles.Rubrics), _ => grader, _ => "scripted", new ReviewOptions(), TimeProvider.System),
        new Slots(4),
        new WorkerOptions { RetryDelay = TimeSpan.Zero },
        "worker:1",
        TimeProvider.System,
        Logger(logs));

    private static ILogger Logger(CapturedLogs logs) => logs.CreateLogger("worker");

    private static StoredAnswer Answer(DateTimeOffset at) => new()
    {
        Id = Guid.NewGuid(),
        Name = "a",
        QuestionId = "incident-management",
        Text = "I would roll back first.",
        Grader = GraderChoice.Local,
        SubmittedAt = at,
    };

    private static NewEvaluation Evaluation(StoredAnswer answer)
    {
        var evaluation = SreEvaluator.Grading.Evaluation.NotAssessed(Some.Question(), answer.ToAnswer(), GraderKind.Local, "Nothing worked.", Some.Provenance());
        return new NewEvaluation(answer.Id, "scripted", EvaluationJson.Of(evaluation, CandidateFeedback.Of(evaluation), []));
    }

    private static StoredAnswer[] Answers(int count) => [.. Enumerable.Range(0, count).Select(_ => Answer(DateTimeOffset.UtcNow))];

    /// <summary>Gives out one job; where it is full, it keeps no result.</summary>
    private sealed class OneJob(StoredAnswer[] answers, int runs, bool isFull) : IWorkStore
    {
        public Task<JobWork?> BeginAsync(Guid id, string worker, CancellationToken cancellationToken) => Task.FromResult<JobWork?>(new JobWork(
            new Job { Id = id, State = JobState.Running, Answers = answers.Length, Runs = runs, CreatedAt = DateTimeOffset.UtcNow },
            [.. answers],
            ImmutableHashSet<GradedKey>.Empty));

        public Task AddAsync(IReadOnlyList<NewEvaluation> evaluations, Guid jobId, string worker, CancellationToken cancellationToken) =>
            isFull ? throw new StorageException(StorageFailure.Full, "The disk is full.") : Task.CompletedTask;

        public Task<bool> IsWantedAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(true);

        public Task SetAttemptsAsync(Guid answerId, int attempts, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task EndAsync(Guid id, string worker, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task GiveBackAsync(Guid id, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task ReopenAsync(Guid id, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<int> FormAsync(int shardSize, int mostBatchJobs, CancellationToken cancellationToken) => Task.FromResult(0);

        public Task<IReadOnlyList<Job>> WaitingAsync(int most, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Job>>([]);

        public Task<IReadOnlyList<Job>> HeldAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Job>>([]);

        public Task ScheduledAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
