using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SreEvaluator.Grading;
using SreEvaluator.Reviews;
using SreEvaluator.Rubrics;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Service.Worker;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Worker;

/// <summary>What a worker does, whichever database it works on.</summary>
public abstract class WorkerContract
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>A database of the test's own; not migrated.</summary>
    private protected abstract Task<StorageOptions> NewDatabaseAsync();

    [Fact]
    public async Task A_single_answer_is_graded_at_once()
    {
        await using var worker = await WorkerHost.StartAsync(await NewDatabaseAsync());

        var answer = await worker.AcceptAsync();
        (await worker.Get<Evaluated>().WaitAsync(answer.Id, TimeSpan.FromSeconds(30), TimeProvider.System, None)).ShouldBeTrue();

        var evaluation = await worker.EvaluationOfAsync(answer);
        evaluation.Grader.ShouldBe(GraderKind.Local);
        evaluation.Read().Verdicts.ShouldNotBeEmpty();
        evaluation.Read().AnswerId.ShouldBe(answer.Name);
    }

    [Fact]
    public async Task A_batch_is_graded_whole_each_answer_once()
    {
        await using var worker = await WorkerHost.StartAsync(await NewDatabaseAsync());

        var batch = await worker.StartBatchAsync(Numbered(230));
        var progress = await worker.EndOfAsync(batch);

        (progress.Batch.State, progress.Graded).ShouldBe((BatchState.Completed, 230));
        (await worker.Batches.ResultsAsync(batch.Id, BatchFilter.All, null, 1000, None)).Select(result => result.Answer.Position).ShouldBe(Enumerable.Range(0, 230));
    }

    [Fact]
    public async Task What_was_accepted_before_the_worker_started_is_graded_too()
    {
        var storage = await NewDatabaseAsync();
        StoredAnswer answer;
        await using (var front = await WorkerHost.StartAsync(storage, null, ("Worker:Enabled", "false")))
        {
            answer = await front.AcceptAsync();
        }

        await using var worker = await WorkerHost.StartAsync(storage);

        (await worker.EvaluationOfAsync(answer)).AnswerId.ShouldBe(answer.Id);
    }

    [Fact]
    public async Task A_single_answer_overtakes_a_batch()
    {
        var slow = new ScriptedGrader((_, cancellationToken) => Task.Delay(100, cancellationToken));
        await using var worker = await WorkerHost.StartAsync(await NewDatabaseAsync(), By(slow), ("Worker:Concurrency", "4"));
        var batch = await worker.StartBatchAsync(Numbered(400));
        await Eventually.HoldsAsync(() => Task.FromResult(slow.Begun.Count > 20));

        var answer = await worker.AcceptAsync("single");
        var evaluation = await worker.EvaluationOfAsync(answer);

        evaluation.AnswerId.ShouldBe(answer.Id);
        (await worker.Batches.ProgressAsync(batch.Id, None))!.Graded.ShouldBeLessThan(390);
        slow.MostAtOnce.ShouldBeLessThanOrEqualTo(4);
        await worker.Batches.CancelAsync(batch.Id, "user:1", None);
    }

    [Fact]
    public async Task A_cancelled_batch_stops_soon_and_keeps_what_it_has()
    {
        var slow = new ScriptedGrader((_, cancellationToken) => Task.Delay(100, cancellationToken));
        await using var worker = await WorkerHost.StartAsync(await NewDatabaseAsync(), By(slow), ("Worker:Concurrency", "4"));
        var batch = await worker.StartBatchAsync(Numbered(1000));
        await Eventually.HoldsAsync(() => Task.FromResult(slow.Begun.Count > 20));

        await worker.Batches.CancelAsync(batch.Id, "user:1", None);
        await Eventually.HoldsAsync(async () => (await worker.Jobs.HeldAsync(None)).Count == 0);

        var begun = slow.Begun.Count;
        begun.ShouldBeLessThan(500);
        await Task.Delay(500, TestContext.Current.CancellationToken);
        slow.Begun.Count.ShouldBe(begun);
        (await worker.Batches.ProgressAsync(batch.Id, None))!.Graded.ShouldBeInRange(1, begun);
    }

    [Fact]
    public async Task A_paused_batch_waits_and_goes_on_where_it_was()
    {
        var slow = new ScriptedGrader((_, cancellationToken) => Task.Delay(50, cancellationToken));
        await using var worker = await WorkerHost.StartAsync(await NewDatabaseAsync(), By(slow), ("Worker:Concurrency", "4"));
        var batch = await worker.StartBatchAsync(Numbered(150));
        await Eventually.HoldsAsync(() => Task.FromResult(slow.Begun.Count > 20));

        await worker.Batches.PauseAsync(batch.Id, "user:1", None);
        await Eventually.HoldsAsync(async () => (await worker.Jobs.HeldAsync(None)).All(job => job.State != JobState.Running));
        var begun = slow.Begun.Count;
        await Task.Delay(500, TestContext.Current.CancellationToken);
        slow.Begun.Count.ShouldBe(begun);

        await worker.Batches.ResumeAsync(batch.Id, "user:1", None);
        worker.Get<WorkSignal>().Set();
        (await worker.EndOfAsync(batch)).Graded.ShouldBe(150);
        slow.Begun.Distinct().Count().ShouldBe(150);
    }

    /// <summary>Case 64.</summary>
    [Fact]
    public async Task PoisonJob_an_answer_that_always_fails_is_not_assessed_and_stops_no_other()
    {
        var broken = new ScriptedGrader((answer, _) => answer.Text.Contains("Answer 7 ", StringComparison.Ordinal)
            ? throw new InvalidOperationException("boom: " + answer.Text)
            : Task.CompletedTask);
        using var logs = new CapturedLogs();
        await using var worker = await WorkerHost.StartAsync(
            await NewDatabaseAsync(),
            services =>
            {
                By(broken)(services);
                services.AddLogging(logging => logging.AddProvider(logs));
            },
            ("Worker:MaxAttempts", "3"),
            ("Worker:RetryDelay", "00:00:00.01"));

        var batch = await worker.StartBatchAsync(Numbered(40));
        var progress = await worker.EndOfAsync(batch);

        (progress.Batch.State, progress.Graded, progress.NotAssessed, progress.InReview).ShouldBe((BatchState.Completed, 40, 1, 1));
        var poison = (await worker.Batches.ResultsAsync(batch.Id, BatchFilter.All, 6, 1, None)).Single();
        poison.Answer.Attempts.ShouldBe(3);
        broken.Begun.Count(text => text.Contains("Answer 7 ", StringComparison.Ordinal)).ShouldBe(3);
        var evaluation = poison.Evaluation.Read();
        evaluation.Band.ShouldBe(Band.NotAssessed);
        evaluation.Review.Reasons.ShouldContain("not-graded: Grading it failed 3 times: InvalidOperationException.");
        poison.Evaluation.Json.ShouldNotContain("boom");
        logs.Lines.ShouldContain(line => line.Contains("InvalidOperationException", StringComparison.Ordinal) && line.Contains(poison.Answer.Id.ToString(), StringComparison.Ordinal));
        logs.Lines.ShouldAllBe(line => !line.Contains("boom", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_whose_question_is_gone_is_not_assessed()
    {
        await using var worker = await WorkerHost.StartAsync(await NewDatabaseAsync());

        var accepted = await worker.Answers.AcceptAsync(new NewAnswer(null, "no-such-topic", "text"), null, "user:1", None);
        var evaluation = await worker.EvaluationOfAsync(accepted.Answer);

        (evaluation.Score, evaluation.Band, evaluation.ReviewNeeded).ShouldBe((null, Band.NotAssessed, true));
    }

    [Fact]
    public async Task A_stop_ends_what_is_in_hand_and_leaves_the_rest_for_the_next_start()
    {
        var storage = await NewDatabaseAsync();
        var slow = new ScriptedGrader((_, cancellationToken) => Task.Delay(200, cancellationToken));
        Batch batch;
        int begun;
        await using (var worker = await WorkerHost.StartAsync(storage, By(slow), ("Worker:Concurrency", "4")))
        {
            batch = await worker.StartBatchAsync(Numbered(60));
            await Eventually.HoldsAsync(() => Task.FromResult(slow.Begun.Count >= 8));
            await worker.StopAsync();
            begun = slow.Begun.Count;
            (await worker.Batches.ProgressAsync(batch.Id, None))!.Graded.ShouldBe(begun);
            (await worker.Jobs.HeldAsync(None)).ShouldAllBe(job => job.State == JobState.Scheduled);
        }

        await using var next = await WorkerHost.StartAsync(storage, By(slow), ("Worker:Concurrency", "64"));

        (await next.EndOfAsync(batch)).Graded.ShouldBe(60);
        slow.Begun.Count.ShouldBe(60);
    }

    [Fact]
    public async Task A_stop_gives_up_at_the_deadline_and_loses_nothing()
    {
        var storage = await NewDatabaseAsync();
        var stuck = new ScriptedGrader((_, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken));
        StoredAnswer answer;
        await using (var worker = await WorkerHost.StartAsync(storage, By(stuck), ("Worker:ShutdownDeadline", "00:00:00.5")))
        {
            answer = await worker.AcceptAsync();
            await Eventually.HoldsAsync(() => Task.FromResult(!stuck.Begun.IsEmpty));
            await worker.StopAsync().WaitAsync(TimeSpan.FromSeconds(20), None);
        }

        await using var next = await WorkerHost.StartAsync(storage);

        (await next.EvaluationOfAsync(answer)).Score.ShouldNotBeNull();
        (await next.Answers.FindAsync(answer.Id, None))!.Attempts.ShouldBeLessThanOrEqualTo(1);
    }

    /// <summary>Numbered answers, each naming its number.</summary>
    internal static IEnumerable<NewAnswer> Numbered(int count) => Enumerable.Range(0, count).Select(number => new NewAnswer(
        string.Create(CultureInfo.InvariantCulture, $"answer-{number}"),
        "incident-management",
        string.Create(CultureInfo.InvariantCulture, $"Answer {number} says that I would roll back the last release first.")));

    /// <summary>Grades by a grader of the test's own.</summary>
    internal static Action<IServiceCollection> By(IGrader grader) => services => services.Replace(ServiceDescriptor.Singleton(provider =>
        new Lazy<AnswerGrader>(() => new AnswerGrader(
            provider.GetRequiredService<RubricLibrary>(),
            _ => grader,
            _ => "scripted",
            provider.GetRequiredService<IOptions<ReviewOptions>>().Value,
            TimeProvider.System))));
}
