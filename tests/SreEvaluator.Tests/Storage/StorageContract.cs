using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SreEvaluator.Batches.Import;
using SreEvaluator.Grading;
using SreEvaluator.Reviews;
using SreEvaluator.Storage;

namespace SreEvaluator.Tests.Storage;

/// <summary>What holds for the database, whichever it is.</summary>
public abstract class StorageContract
{
    private const string Person = "user:1";

    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>A database of the test's own.</summary>
    private protected abstract Task<Stores> OpenAsync(bool migrated = true);

    [Fact]
    public async Task An_answer_comes_back_byte_for_byte()
    {
        await using var stores = await OpenAsync();
        const string text = "\uFEFFline\r\n\0 tab\t e\u0301 \u202E \U0001F525 \uD7FF trailing ";

        var accepted = await stores.AcceptedAsync(text);

        (await stores.Answers.FindAsync(accepted.Id, None))!.Text.ShouldBe(text);
        accepted.Name.ShouldBe(accepted.Id.ToString());
        (await stores.Answers.FindAsync(Guid.NewGuid(), None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_time_comes_back_to_the_tick_whatever_its_offset()
    {
        await using var stores = await OpenAsync();
        stores.Time.SetUtcNow(new DateTimeOffset(2026, 7, 1, 3, 0, 0, TimeSpan.FromHours(5.5)).AddTicks(1_234_567));

        var accepted = await stores.AcceptedAsync();

        (await stores.Answers.FindAsync(accepted.Id, None))!.SubmittedAt.ShouldBe(stores.Time.GetUtcNow());
    }

    [Fact]
    public async Task The_same_request_under_one_key_brings_one_answer()
    {
        await using var stores = await OpenAsync();
        var key = new IdempotencyKey(Person, "key-1", "hash-1");

        var accepted = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            stores.Answers.AcceptAsync(new NewAnswer(null, "incident-management", "text"), key, Person, None)));

        accepted.Select(one => one.Answer.Id).Distinct().Count().ShouldBe(1);
        accepted.Count(one => one.Earlier is null).ShouldBe(1);
        await using var context = stores.Database.Open();
        (await context.Answers.CountAsync(None)).ShouldBe(1);
    }

    [Fact]
    public async Task Another_request_under_the_same_key_is_refused()
    {
        await using var stores = await OpenAsync();
        var answer = new NewAnswer(null, "incident-management", "text");
        await stores.Answers.AcceptAsync(answer, new IdempotencyKey(Person, "key-1", "hash-1"), Person, None);

        await Should.ThrowAsync<IdempotencyConflictException>(() => stores.Answers.AcceptAsync(
            new NewAnswer(null, "incident-management", "other"), new IdempotencyKey(Person, "key-1", "hash-2"), Person, None));
        var others = await stores.Answers.AcceptAsync(
            new NewAnswer(null, "incident-management", "other"), new IdempotencyKey("user:2", "key-1", "hash-2"), Person, None);

        others.Earlier.ShouldBeNull();
    }

    [Fact]
    public async Task A_response_is_kept_with_its_key()
    {
        await using var stores = await OpenAsync();
        var key = new IdempotencyKey(Person, "key-1", "hash-1");

        (await stores.Requests.BeginAsync(key, None)).ShouldBeNull();
        (await stores.Requests.BeginAsync(key, None))!.Kept.ShouldBeNull();
        await stores.Requests.CompleteAsync(key, new KeptResponse(201, "{}", "/there"), None);
        await stores.Requests.CompleteAsync(key, new KeptResponse(500, "late", null), None);

        (await stores.Requests.BeginAsync(key, None))!.Kept.ShouldBe(new KeptResponse(201, "{}", "/there"));
        await stores.Requests.ForgetAsync(key, None);
        (await stores.Requests.BeginAsync(key, None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_write_that_fails_takes_no_other_with_it()
    {
        await using var stores = await OpenAsync();

        var writes = Enumerable.Range(0, 60).Select(number => stores.Answers.AcceptAsync(
            new NewAnswer(null, "incident-management", "text") { CandidateId = number % 20 == 7 ? Guid.NewGuid() : null }, null, Person, None)).ToList();
        await Task.WhenAny(Task.WhenAll(writes), Task.Delay(TimeSpan.FromSeconds(30), None));

        writes.Count(write => write.IsCompletedSuccessfully).ShouldBe(57);
        writes.Count(write => write.IsFaulted).ShouldBe(3);
        await using var context = stores.Database.Open();
        (await context.Answers.CountAsync(None)).ShouldBe(57);
        (await stores.Audit.CheckAsync(None)).FirstBroken.ShouldBeNull();
    }

    [Fact]
    public async Task A_write_that_was_cancelled_before_it_began_is_not_done()
    {
        await using var stores = await OpenAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => stores.Candidates.AddAsync("Ada", Person, new CancellationToken(canceled: true)));

        (await stores.Candidates.ListAsync(null, 10, None)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_has_one_evaluation_by_rubric_and_settings()
    {
        await using var stores = await OpenAsync();
        var answer = await stores.AcceptedAsync();

        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => stores.Evaluations.AddAsync([stores.Evaluation(answer)], null, "worker:1", None)));
        await stores.Evaluations.AddAsync([stores.Evaluation(answer, "other settings")], null, "worker:1", None);

        added.Sum(one => one.Count).ShouldBe(1);
        var kept = await stores.Evaluations.OfAnswerAsync(answer.Id, None);
        kept.Select(one => one.SettingsHash).ShouldBe(["other settings", "settings"]);
        kept[1].Id.ShouldBe(added.Single(one => one.Count == 1)[0]);
    }

    [Fact]
    public async Task Versions_of_a_rubric_are_added_one_after_the_other_with_the_file_that_was_first()
    {
        await using var stores = await OpenAsync();

        (await stores.Rubrics.PublishAsync(Version("file", "second"), Person, None))!.Number.ShouldBe(2);
        (await stores.Rubrics.PublishAsync(Version("second", "third"), Person, None))!.Number.ShouldBe(3);
        (await stores.Rubrics.PublishAsync(Version("second", "of an old one"), Person, None)).ShouldBeNull();
        (await stores.Rubrics.PublishAsync(Version("third", "second"), Person, None))!.Number.ShouldBe(4);

        (await stores.Rubrics.NewestAsync(None)).ShouldBe([new("paging", 4)]);
        (await stores.Rubrics.OfTopicAsync("paging", None)).Select(version => version.Hash).ShouldBe(["second", "third", "second", "file"]);
        var file = await stores.Rubrics.FindAsync("paging", 1, None);
        (file!.Source, file.Person, file.Reason).ShouldBe(("source of file", null, null));
        (await stores.Rubrics.FindAsync("paging", "second", None))!.Number.ShouldBe(2);
        (await stores.Rubrics.FindAsync("paging", "other", None)).ShouldBeNull();
        (await stores.Audit.OfAsync("rubric:paging", None)).Select(entry => entry.Detail).ShouldBe(["version 2 second", "version 3 third", "version 4 second"]);
        await Should.ThrowAsync<InputException>(() => stores.Rubrics.PublishAsync(Version("second", "fifth") with { Reason = " " }, Person, None));
    }

    [Fact]
    public async Task Of_two_processes_that_publish_over_the_same_version_one_does()
    {
        await using var stores = await OpenAsync();
        await using var other = stores.Another();

        var published = await Task.WhenAll(Enumerable.Range(0, 10).Select(number =>
            new RubricVersionStore(number % 2 == 0 ? stores.Database : other).PublishAsync(Version("file", $"version {number}"), Person, None)));

        published.Count(version => version is not null).ShouldBe(1);
        (await stores.Rubrics.OfTopicAsync("paging", None)).Count.ShouldBe(2);
    }

    private static NewRubricVersion Version(string replaced, string hash) => new()
    {
        Topic = "paging",
        ReplacedHash = replaced,
        ReplacedSource = $"source of {replaced}",
        Hash = hash,
        Source = $"source of {hash}",
        Person = "Robin",
        Reason = "Say it more plainly.",
    };

    [Fact]
    public async Task What_people_decided_comes_with_the_evaluation_and_the_answer()
    {
        await using var stores = await OpenAsync();
        var (undecided, overridden, marked) = (await stores.AcceptedAsync(), await stores.AcceptedAsync("overridden"), await stores.AcceptedAsync("marked"));
        var of = new Dictionary<Guid, Guid>();
        foreach (var answer in new[] { undecided, overridden, marked })
        {
            of[answer.Id] = (await stores.Evaluations.AddAsync([stores.Evaluation(answer)], null, "worker:1", None))[0];
        }

        var before = await stores.Evaluations.StateAsync(None);
        await stores.Evaluations.OverrideAsync([new VerdictOverride(of[overridden.Id], "mitigate-first", Coverage.Covered, "", "Robin", "Said so.", stores.Time.GetUtcNow())], Person, None);
        var between = await stores.Evaluations.StateAsync(None);
        foreach (var coverage in new[] { Coverage.Covered, Coverage.Missing, Coverage.Partial })
        {
            await stores.Marks.AddAsync(marked.Id, ImmutableSortedDictionary<string, Coverage>.Empty.Add("mitigate-first", coverage), blind: true, Person, None);
        }

        var decided = await stores.Evaluations.DecidedAsync(10, None);

        decided.Select(one => one.Answer.Text).ShouldBe(["marked", "overridden"]);
        decided.Select(one => (one.Evaluation.Id, one.Overrides.Length, one.Marks.Length)).ShouldBe([(of[marked.Id], 0, 2), (of[overridden.Id], 1, 0)]);

        // Whoever has marked an answer is shown what the machine says: only the first marks can be blind, and they go on counting as such.
        decided[0].Marks.Select(marks => (marks.Blind, marks.Read()["mitigate-first"])).ShouldBe([(true, Coverage.Covered), (false, Coverage.Partial)]);
        (await stores.Evaluations.DecidedAsync(1, None)).Count.ShouldBe(1);
        new[] { before, between, await stores.Evaluations.StateAsync(None) }.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task Two_processes_that_evaluate_one_answer_at_once_leave_one_evaluation()
    {
        await using var stores = await OpenAsync();
        await using var other = stores.Another();
        var stored = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => stores.AcceptedAsync()));

        await Task.WhenAll(stored.SelectMany(answer => new[] { stores.Database, other }.Select(database =>
            new EvaluationStore(database).AddAsync([stores.Evaluation(answer)], null, "worker:1", None))));

        await using var context = stores.Database.Open();
        (await context.Evaluations.CountAsync(None)).ShouldBe(40);
        (await stores.Audit.CheckAsync(None)).FirstBroken.ShouldBeNull();
    }

    [Fact]
    public async Task An_evaluation_comes_back_whole_with_columns_to_ask_by()
    {
        await using var stores = await OpenAsync();
        var answer = await stores.AcceptedAsync();
        var evaluation = stores.Evaluation(answer, review: true);

        await stores.Evaluations.AddAsync([evaluation], null, "worker:1", None);

        var kept = (await stores.Evaluations.FindAsync(evaluation.Content.Id, None))!;
        kept.Read().ToLine().ShouldBe(evaluation.Content.ToLine());
        (kept.Score, kept.Band, kept.Grader, kept.Degraded, kept.ReviewNeeded, kept.QuestionId)
            .ShouldBe((0, Band.Weak, GraderKind.Local, false, true, "incident-management"));
        (await stores.Evaluations.ListAsync(new EvaluationFilter { Band = Band.Weak, ReviewNeeded = true, Degraded = false, QuestionId = "incident-management" }, null, 10, None))
            .Items.Count.ShouldBe(1);
        (await stores.Evaluations.ListAsync(new EvaluationFilter { Band = Band.Strong }, null, 10, None)).Items.ShouldBeEmpty();
        (await stores.Evaluations.ListAsync(new EvaluationFilter { CandidateId = Guid.NewGuid() }, null, 10, None)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_review_waits_until_somebody_closes_it_once()
    {
        await using var stores = await OpenAsync();
        var (first, second) = (stores.Evaluation(await stores.AcceptedAsync(), review: true), stores.Evaluation(await stores.AcceptedAsync(), review: true));
        await stores.Evaluations.AddAsync([first, second, stores.Evaluation(await stores.AcceptedAsync())], null, "worker:1", None);

        var waiting = await stores.Reviews.ListAsync(open: true, new ReviewFilter { QuestionId = "incident-management" }, null, 10, None);
        waiting.Items.Select(one => one.EvaluationId).ShouldBe([first.Content.Id, second.Content.Id]);
        waiting.Items[0].Reasons.ShouldBe(["low-confidence: 2 key points"]);
        (await stores.Reviews.CloseAsync(first.Content.Id, "Read it.", Person, None)).ShouldBeTrue();
        (await stores.Reviews.CloseAsync(first.Content.Id, "Again.", "user:2", None)).ShouldBeFalse();

        (await stores.Reviews.CountOpenAsync(ReviewFilter.All, None)).ShouldBe(1);
        var closed = (await stores.Reviews.FindAsync(first.Content.Id, None))!;
        (closed.ClosedBy, closed.Note, closed.ClosedAt).ShouldBe((Person, "Read it.", stores.Time.GetUtcNow()));
    }

    [Fact]
    public async Task A_review_that_was_closed_can_be_opened_again()
    {
        await using var stores = await OpenAsync();
        var evaluation = stores.Evaluation(await stores.AcceptedAsync(), review: true);
        await stores.Evaluations.AddAsync([evaluation], null, "worker:1", None);
        (await stores.Reviews.ReopenAsync(evaluation.Content.Id, Person, None)).ShouldBeFalse();
        await stores.Reviews.CloseAsync(evaluation.Content.Id, "Read it.", Person, None);

        (await stores.Reviews.ReopenAsync(evaluation.Content.Id, Person, None)).ShouldBeTrue();

        var review = (await stores.Reviews.FindAsync(evaluation.Content.Id, None))!;
        (review.ClosedBy, review.Note, review.ClosedAt).ShouldBe((null, null, null));
    }

    [Fact]
    public async Task The_open_reviews_say_what_they_are_of_and_whether_they_are_begun()
    {
        await using var stores = await OpenAsync();
        var (first, second) = (stores.Evaluation(await stores.AcceptedAsync(), review: true), stores.Evaluation(await stores.AcceptedAsync(), review: true));
        await stores.Evaluations.AddAsync([first, second], null, "worker:1", None);
        await stores.Evaluations.OverrideAsync([new RedFlagOverride(second.Content.Id, "blames-people", true, "Ada", "It does.", stores.Time.GetUtcNow())], Person, None);

        var open = await stores.Reviews.OpenAsync(new ReviewFilter { QuestionId = "incident-management" }, 10, None);

        open.Select(one => (one.Review.EvaluationId, one.QuestionId, one.IsBegun)).ShouldBe(
            [(first.Content.Id, "incident-management", false), (second.Content.Id, "incident-management", true)]);
        (await stores.Reviews.OpenAsync(new ReviewFilter { QuestionId = "incident-management" }, 1, None)).Count.ShouldBe(1);
        (await stores.Reviews.OpenAsync(new ReviewFilter { QuestionId = "no-such-question" }, 10, None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_open_reviews_say_where_their_answers_come_from_and_are_found_by_it()
    {
        await using var stores = await OpenAsync();
        var candidate = await stores.Candidates.AddAsync("Ada", Person, None);
        var interview = await stores.Interviews.AddAsync(candidate.Id, "First round", ["incident-management"], Person, None);
        StoredAnswer[] answers =
        [
            await AcceptAsync(new NewAnswer(null, "incident-management", "I roll back.") { CandidateId = candidate.Id, InterviewId = interview.Id }),
            await AcceptAsync(new NewAnswer(null, "incident-management", "I roll back.") { CandidateId = candidate.Id, IsPractice = true }),
            await AcceptAsync(new NewAnswer(null, "incident-management", "I roll back.")),
        ];
        await stores.Evaluations.AddAsync([.. answers.Select(answer => stores.Evaluation(answer, review: true))], null, "worker:1", None);

        var all = await stores.Reviews.OpenAsync(ReviewFilter.All, 10, None);
        all.Select(one => one.Origin).ShouldBe(
            [new(null, interview.Id, "First round", "Ada", false), new(null, null, string.Empty, "Ada", true), new(null, null, string.Empty, string.Empty, false)], ignoreOrder: true);
        (await stores.Reviews.OriginsAsync(None)).ShouldBe([new(null, interview.Id, "First round", string.Empty, false)]);
        (await stores.Reviews.CountOpenAsync(new ReviewFilter { IsPractice = false }, None)).ShouldBe(2);
        (await stores.Reviews.ListAsync(open: true, new ReviewFilter { InterviewId = interview.Id }, null, 10, None)).Items.Count.ShouldBe(1);
        (await stores.Reviews.ListAsync(open: true, new ReviewFilter { BatchId = Guid.NewGuid() }, null, 10, None)).Items.ShouldBeEmpty();

        async Task<StoredAnswer> AcceptAsync(NewAnswer answer) => (await stores.Answers.AcceptAsync(answer, null, Person, None)).Answer;
    }

    [Fact]
    public async Task What_was_wrong_with_rows_stays_with_their_batch_and_goes_with_it()
    {
        await using var stores = await OpenAsync();
        var batch = await stores.Batches.AddAsync("take-homes", GraderChoice.Local, Person, None);
        await stores.Batches.AddErrorsAsync(batch.Id, 3, "file,row\n", None);
        await stores.Batches.CancelAsync(batch.Id, Person, None);

        (await stores.Batches.FindAsync(batch.Id, None))!.LeftOut.ShouldBe(3);
        (await stores.Batches.ErrorsAsync(batch.Id, None)).ShouldBe("file,row\n");
        await stores.Data.EraseBatchAsync(batch.Id, Person, None);
        (await stores.Batches.ErrorsAsync(batch.Id, None)).ShouldBeNull();
    }

    [Fact]
    public async Task What_people_say_is_appended_and_the_evaluation_stays()
    {
        await using var stores = await OpenAsync();
        var evaluation = stores.Evaluation(await stores.AcceptedAsync());
        await stores.Evaluations.AddAsync([evaluation], null, "worker:1", None);
        Override[] said =
        [
            new VerdictOverride(evaluation.Content.Id, "mitigate-first", Coverage.Covered, "roll back", "Ada", "It says so.", stores.Time.GetUtcNow()),
            new RedFlagOverride(evaluation.Content.Id, "blames-people", true, "Ada", "It does.", stores.Time.GetUtcNow()),
        ];

        (await stores.Evaluations.OverrideAsync(said, Person, None)).ShouldBeTrue();

        (await stores.Evaluations.OverridesAsync(evaluation.Content.Id, None)).ShouldBe(said);
        (await stores.Evaluations.FindAsync(evaluation.Content.Id, None))!.Json.ShouldBe(evaluation.Content.ToLine());
    }

    [Fact]
    public async Task Of_what_is_said_at_once_of_several_evaluations_all_is_kept_or_nothing()
    {
        await using var stores = await OpenAsync();
        var evaluation = stores.Evaluation(await stores.AcceptedAsync());
        await stores.Evaluations.AddAsync([evaluation], null, "worker:1", None);

        var there = await stores.Evaluations.OverrideAsync(
            [
                new RedFlagOverride(evaluation.Content.Id, "blames-people", true, "Ada", "It does.", stores.Time.GetUtcNow()),
                new RedFlagOverride(Guid.NewGuid(), "blames-people", true, "Ada", "It does.", stores.Time.GetUtcNow()),
            ],
            Person,
            None);

        there.ShouldBeFalse();
        (await stores.Evaluations.OverridesAsync(evaluation.Content.Id, None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_batch_becomes_jobs_when_it_is_started_and_is_completed_with_the_last()
    {
        await using var stores = await OpenAsync();
        var batch = await stores.Batches.AddAsync("Take-homes", GraderChoice.Local, Person, None);
        (await stores.Batches.AddAnswersAsync(batch.Id, Stores.Numbered(250).ToAsyncEnumerable(), None)).ShouldBe(250);
        (await stores.Batches.StartAsync(batch.Id, Person, None))!.State.ShouldBe(BatchState.Receiving);
        await stores.Batches.ReadyAsync(batch.Id, response: null, Person, None);
        (await stores.Jobs.FormAsync(100, 10, None)).ShouldBe(0);
        await stores.Batches.StartAsync(batch.Id, Person, None);
        (await stores.Jobs.FormAsync(100, 10, None)).ShouldBe(3);
        await Should.ThrowAsync<InputException>(() => stores.Batches.AddAnswersAsync(batch.Id, Stores.Numbered(1).ToAsyncEnumerable(), None));

        foreach (var job in await stores.Jobs.WaitingAsync(10, None))
        {
            (await stores.Batches.FindAsync(batch.Id, None))!.State.ShouldBe(BatchState.Running);
            await stores.Jobs.ScheduledAsync([job.Id], None);
            var work = (await stores.Jobs.BeginAsync(job.Id, "worker:1", None))!;
            await stores.Evaluations.AddAsync(
                [.. work.Answers.Select(answer => stores.Evaluation(answer, review: answer.Position == 3, assessed: answer.Position != 5, degraded: answer.Position is 7 or 8))], job.Id, "worker:1", None);
            await stores.Jobs.EndAsync(job.Id, "worker:1", None);
        }

        var progress = (await stores.Batches.ProgressAsync(batch.Id, None))!;
        (progress.Graded, progress.NotAssessed, progress.InReview, progress.Degraded).ShouldBe((250, 1, 1, 2));
        (progress.Batch.State, progress.Batch.Answers).ShouldBe((BatchState.Completed, 250));
        progress.Batch.EndedAt.ShouldNotBeNull();
        var results = await stores.Batches.ResultsAsync(batch.Id, BatchFilter.All, after: null, limit: 100, None);
        results.Select(result => result.Answer.Position).ShouldBe(Enumerable.Range(0, 100));
        results.ShouldAllBe(result => result.Evaluation.AnswerId == result.Answer.Id);
        (await stores.Batches.ResultsAsync(batch.Id, BatchFilter.All, after: 240, limit: 100, None)).Count.ShouldBe(9);
        (await stores.Batches.ResultsAsync(batch.Id, new BatchFilter { InReview = true }, after: null, limit: 100, None)).Select(result => result.Answer.Position).ShouldBe([3]);
        (await stores.Batches.ResultsAsync(batch.Id, new BatchFilter { Band = Band.NotAssessed }, after: null, limit: 100, None)).Select(result => result.Answer.Position).ShouldBe([5]);
        (await stores.Batches.ResultsAsync(batch.Id, new BatchFilter { QuestionId = "capacity-planning" }, after: null, limit: 100, None)).ShouldBeEmpty();
        (await stores.Batches.QuestionsAsync(batch.Id, None)).ShouldBe(["incident-management"]);
    }

    [Fact]
    public async Task What_came_with_an_answer_of_a_batch_is_kept_in_its_order()
    {
        await using var stores = await OpenAsync();
        var batch = await stores.Batches.AddAsync("Take-homes", GraderChoice.Local, Person, None);
        var columns = new InputColumns(["team", "Größe"], ["blue", "=1+1 \"x\""]);
        NewAnswer[] answers = [new("a-1", "incident-management", "Roll back.") { Candidate = "Ada", Columns = columns }, new("a-2", "incident-management", "Wait.")];
        await stores.Batches.AddAnswersAsync(batch.Id, answers.ToAsyncEnumerable(), None);
        await stores.Batches.ReadyAsync(batch.Id, response: null, Person, None);
        await stores.Batches.StartAsync(batch.Id, Person, None);
        await stores.Jobs.FormAsync(100, 10, None);

        var work = (await stores.Jobs.BeginAsync((await stores.Jobs.WaitingAsync(1, None))[0].Id, "worker:1", None))!;

        var (first, second) = (work.Answers[0], work.Answers[1]);
        (first.Candidate, second.Candidate).ShouldBe(("Ada", string.Empty));
        first.Columns.Names.ShouldBe(columns.Names);
        first.Columns.Values.ShouldBe(columns.Values);
        second.Columns.Names.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_uploads_under_one_key_the_first_to_be_ready_holds()
    {
        await using var stores = await OpenAsync();
        var key = new IdempotencyKey(Person, "k-1", new string('a', 64));
        var (first, second) = (await stores.Batches.AddAsync("First", GraderChoice.Local, Person, None), await stores.Batches.AddAsync("Second", GraderChoice.Local, Person, None));

        (await stores.Batches.ReadyAsync(second.Id, new IdempotentResponse(key, new KeptResponse(201, "second", "/second")), Person, None)).ShouldBeNull();
        (await stores.Batches.ReadyAsync(first.Id, new IdempotentResponse(key, new KeptResponse(201, "first", "/first")), Person, None))!.Kept.ShouldBe(new KeptResponse(201, "second", "/second"));

        (await stores.Batches.FindAsync(second.Id, None))!.State.ShouldBe(BatchState.Draft);
        (await stores.Batches.FindAsync(first.Id, None))!.State.ShouldBe(BatchState.Cancelled);
    }

    [Fact]
    public async Task An_empty_batch_is_completed_when_it_is_started()
    {
        await using var stores = await OpenAsync();

        (await stores.StartedAsync(answers: 0)).State.ShouldBe(BatchState.Completed);
    }

    [Fact]
    public async Task Single_answers_come_before_batches_and_batches_take_turns()
    {
        await using var stores = await OpenAsync();
        var (first, second) = (await stores.StartedAsync(answers: 50), await stores.StartedAsync(answers: 20));
        var single = await stores.AcceptedAsync();

        (await stores.Jobs.FormAsync(shardSize: 10, mostBatchJobs: 5, None)).ShouldBe(6);

        var waiting = await stores.Jobs.WaitingAsync(10, None);
        waiting.Select(job => job.BatchId).ShouldBe([null, first.Id, second.Id, first.Id, second.Id, first.Id]);
        (await stores.Answers.FindAsync(single.Id, None))!.JobId.ShouldBe(waiting[0].Id);
        (await stores.Jobs.FormAsync(shardSize: 10, mostBatchJobs: 5, None)).ShouldBe(0);
    }

    [Fact]
    public async Task A_paused_batch_is_not_worked_on_until_it_is_resumed()
    {
        await using var stores = await OpenAsync();
        var batch = await stores.StartedAsync(answers: 30);
        await stores.Jobs.FormAsync(10, 2, None);
        var jobs = await stores.Jobs.WaitingAsync(10, None);
        var begun = (await stores.Jobs.BeginAsync(jobs[0].Id, "worker:1", None))!;
        (await stores.Jobs.IsWantedAsync(begun.Job.Id, None)).ShouldBeTrue();

        (await stores.Batches.PauseAsync(batch.Id, Person, None))!.State.ShouldBe(BatchState.Paused);

        (await stores.Jobs.IsWantedAsync(begun.Job.Id, None)).ShouldBeFalse();
        await stores.Jobs.GiveBackAsync(begun.Job.Id, None);
        (await stores.Jobs.WaitingAsync(10, None)).ShouldBeEmpty();
        (await stores.Jobs.BeginAsync(jobs[1].Id, "worker:1", None)).ShouldBeNull();
        (await stores.Batches.ResumeAsync(batch.Id, Person, None))!.State.ShouldBe(BatchState.Running);
        (await stores.Jobs.WaitingAsync(10, None)).Count.ShouldBe(2);
        (await stores.Jobs.BeginAsync(jobs[0].Id, "worker:2", None))!.Job.Runs.ShouldBe(1);
        await stores.Jobs.ReopenAsync(jobs[0].Id, None);
        (await stores.Jobs.BeginAsync(jobs[0].Id, "worker:2", None))!.Job.Runs.ShouldBe(2);
    }

    [Fact]
    public async Task A_cancelled_batch_keeps_what_is_graded_and_ends_the_rest()
    {
        await using var stores = await OpenAsync();
        var batch = await stores.StartedAsync(answers: 30);
        await stores.Jobs.FormAsync(10, 2, None);
        var jobs = await stores.Jobs.WaitingAsync(10, None);
        var begun = (await stores.Jobs.BeginAsync(jobs[0].Id, "worker:1", None))!;
        await stores.Evaluations.AddAsync([stores.Evaluation(begun.Answers[0])], begun.Job.Id, "worker:1", None);

        (await stores.Batches.CancelAsync(batch.Id, Person, None))!.State.ShouldBe(BatchState.Cancelled);
        await stores.Jobs.GiveBackAsync(begun.Job.Id, None);

        (await stores.Jobs.FormAsync(10, 2, None)).ShouldBe(0);
        (await stores.Jobs.WaitingAsync(10, None)).ShouldBeEmpty();
        (await stores.Jobs.HeldAsync(None)).ShouldBeEmpty();
        (await stores.Jobs.FindAsync(begun.Job.Id, None))!.State.ShouldBe(JobState.Cancelled);
        (await stores.Batches.ResumeAsync(batch.Id, Person, None))!.State.ShouldBe(BatchState.Cancelled);
        (await stores.Batches.ProgressAsync(batch.Id, None))!.Graded.ShouldBe(1);
    }

    [Fact]
    public async Task A_job_that_is_begun_again_says_what_of_it_is_graded()
    {
        await using var stores = await OpenAsync();
        await stores.StartedAsync(answers: 3);
        await stores.Jobs.FormAsync(10, 2, None);
        var job = (await stores.Jobs.WaitingAsync(10, None))[0];
        var first = (await stores.Jobs.BeginAsync(job.Id, "worker:1", None))!;
        var evaluation = stores.Evaluation(first.Answers[1]);
        await stores.Evaluations.AddAsync([evaluation], job.Id, "worker:1", None);
        await stores.Jobs.SetAttemptsAsync(first.Answers[2].Id, 1, None);

        var second = (await stores.Jobs.BeginAsync(job.Id, "worker:2", None))!;

        second.Graded.ShouldBe([new GradedKey(first.Answers[1].Id, evaluation.Content.Provenance.RubricHash, "settings")]);
        (second.Job.Runs, second.Job.Worker).ShouldBe((2, "worker:2"));
        second.Answers.Select(answer => answer.Attempts).ShouldBe([0, 0, 1]);
    }

    [Fact]
    public async Task Counts_are_right_where_a_job_is_begun_again_while_another_worker_adds_to_it()
    {
        await using var stores = await OpenAsync();
        await using var other = stores.Another();
        await stores.StartedAsync(answers: 60);
        await stores.Jobs.FormAsync(100, 1, None);
        var job = (await stores.Jobs.WaitingAsync(1, None))[0];
        var work = (await stores.Jobs.BeginAsync(job.Id, "worker:1", None))!;

        await Task.WhenAll(
            Task.WhenAll(work.Answers.Select(answer => stores.Evaluations.AddAsync([stores.Evaluation(answer)], job.Id, "worker:1", None))),
            Task.WhenAll(Enumerable.Range(0, 60).Select(_ => new JobStore(other).BeginAsync(job.Id, "worker:2", None))));

        var counted = (await stores.Jobs.FindAsync(job.Id, None))!;
        (counted.Graded, counted.Runs).ShouldBe((60, 61));
    }

    [Fact]
    public async Task Two_processes_make_jobs_of_every_answer_once()
    {
        await using var stores = await OpenAsync();
        await using var other = stores.Another();
        await stores.StartedAsync(answers: 200);

        await Task.WhenAll(Enumerable.Range(0, 4).SelectMany(_ => new[] { stores.Database, other }).Select(database => new JobStore(database).FormAsync(10, 100, None)));

        await using var context = stores.Database.Open();
        var answers = await context.Answers.ToListAsync(None);
        answers.ShouldAllBe(answer => answer.JobId != null);
        answers.GroupBy(answer => answer.JobId).ShouldAllBe(job => job.Count() == 10);
        (await context.Jobs.CountAsync(None)).ShouldBe(20);
    }

    [Fact]
    public async Task The_audit_trail_shows_what_was_changed_put_in_or_taken_out()
    {
        await using var stores = await OpenAsync();
        for (var number = 0; number < 5; number++)
        {
            await stores.Audit.AddAsync(Person, "signed-in", "user:1", number == 2 ? null : "detail", None);
        }

        (await stores.Audit.CheckAsync(None)).FirstBroken.ShouldBeNull();
        (await stores.Audit.OfAsync("user:1", None)).Count.ShouldBe(5);

        await using var context = stores.Database.Open();
        await context.Audit.Where(entry => entry.Number == 3).ExecuteUpdateAsync(set => set.SetProperty(entry => entry.Detail, string.Empty), None);
        (await stores.Audit.CheckAsync(None)).FirstBroken.ShouldBe(3);
        await context.Audit.Where(entry => entry.Number == 3).ExecuteDeleteAsync(None);
        (await stores.Audit.CheckAsync(None)).FirstBroken.ShouldBe(4);
    }

    [Fact]
    public async Task Two_processes_append_to_one_audit_trail()
    {
        await using var stores = await OpenAsync();
        await using var other = stores.Another();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(number =>
            new AuditTrail(number % 2 == 0 ? stores.Database : other).AddAsync(Person, "signed-in", "user:1", null, None)));

        (await stores.Audit.ListAsync(0, 1000, None)).Count.ShouldBe(100);
        (await stores.Audit.CheckAsync(None)).FirstBroken.ShouldBeNull();
    }

    [Fact]
    public async Task An_invitation_opens_one_interview_until_it_ends()
    {
        await using var stores = await OpenAsync();
        var candidate = await stores.Candidates.AddAsync("Ada", Person, None);
        var interview = await stores.Interviews.AddAsync(candidate.Id, "On call", ["incident-management", "capacity"], Person, None);

        (await stores.Interviews.ChangeAsync(interview.Id, "Off call", ["capacity", "incident-management"], Person, None)).ShouldBeTrue();
        (await stores.Interviews.FindAsync(interview.Id, None))!.Questions.ShouldBe(["capacity", "incident-management"]);
        (await stores.Interviews.InviteAsync(interview.Id, "hash", stores.Time.GetUtcNow().AddDays(1), Person, None)).ShouldBeTrue();

        (await stores.Interviews.FindByInvitationAsync("hash", None))!.Title.ShouldBe("Off call");
        (await stores.Interviews.FindByInvitationAsync("other", None)).ShouldBeNull();
        stores.Time.Advance(TimeSpan.FromDays(1));
        (await stores.Interviews.FindByInvitationAsync("hash", None)).ShouldBeNull();
        await stores.Interviews.InviteAsync(interview.Id, "hash-2", stores.Time.GetUtcNow().AddDays(1), Person, None);
        (await stores.Interviews.CloseAsync(interview.Id, Person, None)).ShouldBeTrue();
        (await stores.Interviews.FindByInvitationAsync("hash-2", None))!.ClosedAt.ShouldNotBeNull();
        (await stores.Interviews.InviteAsync(interview.Id, "hash-3", stores.Time.GetUtcNow().AddDays(1), Person, None)).ShouldBeFalse();
        (await stores.Interviews.ListAsync(candidate.Id, null, 10, None)).Items.Select(one => one.Id).ShouldBe([interview.Id]);
        await Should.ThrowAsync<InputException>(() => stores.Interviews.AddAsync(Guid.NewGuid(), "On call", ["capacity"], Person, None));
    }

    [Fact]
    public async Task A_login_leads_to_one_user_who_keeps_the_role_that_was_given()
    {
        await using var stores = await OpenAsync();

        var users = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => stores.Users.SignInAsync("https://id.example", "42", "Ada", Role.Interviewer, null, None)));
        await stores.Users.SetRoleAsync(users[0].Id, Role.Admin, Person, None);
        var again = await stores.Users.SignInAsync("https://id.example", "42", "Ada", Role.Candidate, null, None);

        users.Select(user => user.Id).Distinct().ShouldBe([again.Id]);
        again.Role.ShouldBe(Role.Admin);
        (await stores.Users.FindByLoginAsync("https://other.example", "42", None)).ShouldBeNull();
        await stores.Users.SetDisabledAsync(again.Id, disabled: true, Person, None);
        (await stores.Users.FindAsync(again.Id, None))!.DisabledAt.ShouldBe(stores.Time.GetUtcNow());
    }

    [Fact]
    public async Task An_id_that_was_given_out_is_entered_once_and_after_an_erasure_never_again()
    {
        await using var stores = await OpenAsync();
        var id = Guid.CreateVersion7();

        (await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => stores.Candidates.EnterAsync(id, "Somebody", Person, None)))).ShouldAllBe(there => there);

        (await stores.Audit.OfAsync($"candidate:{id}", None)).ShouldHaveSingleItem();
        await stores.Data.EraseAsync(id, Person, None);
        (await stores.Candidates.EnterAsync(id, "Somebody", Person, None)).ShouldBeFalse();
        (await stores.Candidates.FindAsync(id, None)).ShouldBeNull();
    }

    [Fact]
    public async Task Who_becomes_a_candidate_is_entered_as_one_and_stays_that_one()
    {
        await using var stores = await OpenAsync();
        var user = await stores.Users.SignInAsync("https://id.example", "42", "Ada", Role.Interviewer, null, None);

        var candidate = (await stores.Users.SetRoleAsync(user.Id, Role.Candidate, Person, None))!.CandidateId.ShouldNotBeNull();

        (await stores.Candidates.FindAsync(candidate, None))!.Name.ShouldBe("Ada");
        await stores.Users.SetRoleAsync(user.Id, Role.Admin, Person, None);
        await stores.Users.SetRoleAsync(user.Id, Role.Candidate, Person, None);
        (await stores.Users.FindAsync(user.Id, None))!.ShouldBe(user with { Role = Role.Candidate, CandidateId = candidate });
        (await stores.Users.SetRoleAsync(Guid.NewGuid(), Role.Admin, Person, None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_key_holds_until_it_ends_or_is_revoked()
    {
        await using var stores = await OpenAsync();
        var expires = stores.Time.GetUtcNow().AddHours(1);
        var key = await stores.Keys.AddAsync("CI", "hash", Role.Interviewer, ["evaluations"], null, expires, Person, None);

        var found = (await stores.Keys.FindAsync("hash", None))!;
        found.Scopes.ShouldBe(["evaluations"]);
        (found.IsValid(expires.AddTicks(-1)), found.IsValid(expires)).ShouldBe((true, false));
        (await stores.Keys.RevokeAsync(key.Id, Person, None)).ShouldBeTrue();
        (await stores.Keys.RevokeAsync(key.Id, Person, None)).ShouldBeFalse();
        (await stores.Keys.FindAsync("hash", None))!.IsValid(stores.Time.GetUtcNow()).ShouldBeFalse();
    }

    [Fact]
    public async Task Keys_of_cookies_are_kept_once()
    {
        await using var stores = await OpenAsync();

        stores.ProtectionKeys.Add(new ProtectionKey { Name = "key-1", Xml = "<key/>" });
        stores.ProtectionKeys.Add(new ProtectionKey { Name = "key-1", Xml = "<other/>" });

        stores.ProtectionKeys.All().ShouldBe([new ProtectionKey { Name = "key-1", Xml = "<key/>" }]);
    }

    [Fact]
    public async Task A_long_list_is_read_part_by_part_without_gap_or_repeat()
    {
        await using var stores = await OpenAsync();
        var candidate = await stores.Candidates.AddAsync("Ada", Person, None);
        for (var number = 0; number < 25; number++)
        {
            stores.Time.Advance(TimeSpan.FromMilliseconds(1));
            await stores.Candidates.AddAsync(string.Create(CultureInfo.InvariantCulture, $"Candidate {number}"), Person, None);
        }

        var names = new List<string>();
        Guid? after = null;
        do
        {
            var page = await stores.Candidates.ListAsync(after, 7, None);
            page.Items.Count.ShouldBeLessThanOrEqualTo(7);
            names.AddRange(page.Items.Select(one => one.Name));
            after = page.Next;
        }
        while (after is not null);

        names.ShouldBe([.. Enumerable.Range(0, 25).Reverse().Select(number => string.Create(CultureInfo.InvariantCulture, $"Candidate {number}")), candidate.Name]);
    }

    [Fact]
    public async Task Of_an_interviewer_s_marks_the_latest_count_and_are_theirs_alone()
    {
        await using var stores = await OpenAsync();
        var answer = await stores.AcceptedAsync();
        var first = ImmutableSortedDictionary<string, Coverage>.Empty.Add("mitigate-first", Coverage.Missing);

        (await stores.Marks.AddAsync(answer.Id, first, blind: false, "user:one", None)).ShouldBeTrue();
        (await stores.Marks.AddAsync(answer.Id, first.SetItem("mitigate-first", Coverage.Covered), blind: false, "user:one", None)).ShouldBeTrue();
        (await stores.Marks.AddAsync(answer.Id, first, blind: false, "user:two", None)).ShouldBeTrue();

        (await stores.Marks.LatestAsync([answer.Id], "user:one", None))[answer.Id].Read()["mitigate-first"].ShouldBe(Coverage.Covered);
        (await stores.Marks.LatestAsync([answer.Id], "user:two", None))[answer.Id].Read()["mitigate-first"].ShouldBe(Coverage.Missing);
        (await stores.Marks.LatestAsync([answer.Id], "user:three", None)).ShouldBeEmpty();
        (await stores.Marks.AddAsync(Guid.NewGuid(), first, blind: false, "user:one", None)).ShouldBeFalse();
    }

    [Fact]
    public async Task Several_processes_may_migrate_at_once()
    {
        await using var stores = await OpenAsync(migrated: false);
        await using var second = stores.Another();
        await using var third = stores.Another();

        await Task.WhenAll(stores.Database.OpenAsync(None), second.OpenAsync(None), third.OpenAsync(None));

        (await stores.Database.PendingMigrationsAsync(None)).ShouldBeEmpty();
        await stores.Database.PingAsync(None);
        await using var context = stores.Database.Open();
        context.Database.HasPendingModelChanges().ShouldBeFalse("The model changed: add a migration for each database, see docs/decisions/0013-storage.md.");
    }

    [Fact]
    public async Task A_database_that_lacks_migrations_says_what_to_do()
    {
        await using var stores = await OpenAsync(migrated: false);
        stores.Options.MigrateAtStart = false;

        (await Should.ThrowAsync<StorageException>(() => stores.Database.OpenAsync(None))).Message.ShouldContain("sre-evaluator db migrate");
        await stores.Database.MigrateAsync(None);
        await stores.Database.OpenAsync(None);
    }

    /// <summary>Case 81.</summary>
    [Fact]
    public async Task ErasureThenExport_the_text_is_gone_and_the_audit_chain_valid()
    {
        await using var stores = await OpenAsync();
        var (ada, bob) = (await stores.Candidates.AddAsync("Ada Unforgettable", Person, None), await stores.Candidates.AddAsync("Bob", Person, None));
        await stores.Users.SignInAsync("https://id.example", "ada", "Ada Unforgettable", Role.Candidate, ada.Id, None);
        var interview = await stores.Interviews.AddAsync(ada.Id, "On call", ["incident-management"], Person, None);
        var key = new IdempotencyKey(Person, "key-1", "hash-1");
        var answer = (await stores.Answers.AcceptAsync(
            new NewAnswer(null, "incident-management", "An unmistakable text.") { CandidateId = ada.Id, InterviewId = interview.Id }, key, Person, None)).Answer;
        await stores.Requests.CompleteAsync(key, new KeptResponse(201, "An unmistakable response.", null), None);
        var entering = new IdempotencyKey(Person, "key-2", "hash-2");
        await stores.Requests.BeginAsync(entering, None);
        await stores.Requests.CompleteAsync(entering, new KeptResponse(201, $$"""{"id":"{{ada.Id}}","name":"Ada unmistakable"}""", null), None);
        var others = (await stores.Answers.AcceptAsync(new NewAnswer(null, "incident-management", "Of another.") { CandidateId = bob.Id }, null, Person, None)).Answer;
        var evaluation = stores.Evaluation(answer, review: true);
        await stores.Evaluations.AddAsync([evaluation, stores.Evaluation(others)], null, "worker:1", None);
        await stores.Evaluations.OverrideAsync(
            [new VerdictOverride(evaluation.Content.Id, "mitigate-first", Coverage.Covered, "unmistakable", "Eve", "Because.", stores.Time.GetUtcNow())], Person, None);
        await stores.Marks.AddAsync(answer.Id, ImmutableSortedDictionary<string, Coverage>.Empty.Add("mitigate-first", Coverage.Partial), blind: false, Person, None);

        var held = await ExportAsync(stores, ada.Id);
        held.ShouldContain("An unmistakable text.");
        held.ShouldContain("Ada Unforgettable");
        held.ShouldContain("Because.");
        held.ShouldContain("On call");
        held.ShouldContain("answer-accepted");
        held.ShouldContain("\"mitigate-first\":\"partial\"");
        held.ShouldNotContain("Of another.");

        (await stores.Data.EraseAsync(ada.Id, Person, None)).ShouldBeTrue();

        (await stores.Data.EraseAsync(ada.Id, Person, None)).ShouldBeFalse();
        (await ExportAsync(stores, ada.Id)).ShouldBeEmpty();
        (await stores.Answers.FindAsync(answer.Id, None)).ShouldBeNull();
        (await stores.Evaluations.FindAsync(evaluation.Content.Id, None)).ShouldBeNull();
        (await stores.Reviews.FindAsync(evaluation.Content.Id, None)).ShouldBeNull();
        (await stores.Evaluations.OverridesAsync(evaluation.Content.Id, None)).ShouldBeEmpty();
        (await stores.Marks.LatestAsync([answer.Id], Person, None)).ShouldBeEmpty();
        (await stores.Users.FindByLoginAsync("https://id.example", "ada", None)).ShouldBeNull();
        (await stores.Requests.BeginAsync(key, None)).ShouldBeNull();
        (await stores.Requests.BeginAsync(entering, None)).ShouldBeNull();
        (await stores.Answers.FindAsync(others.Id, None)).ShouldNotBeNull();
        var trail = await stores.Audit.ListAsync(0, 1000, None);
        trail.TakeLast(2).Select(entry => entry.Action).ShouldBe(["candidate-exported", "candidate-erased"]);
        trail.ShouldAllBe(entry => !$"{entry.Actor}{entry.Subject}{entry.Detail}".Contains("Ada", StringComparison.Ordinal));
        (await stores.Audit.CheckAsync(None)).FirstBroken.ShouldBeNull();
        await ErasedFromDiskAsync(stores, "unmistakable");
    }

    [Fact]
    public async Task Somebody_whom_files_of_batches_name_is_given_out_and_erased_and_nobody_else()
    {
        await using var stores = await OpenAsync();
        var batch = await stores.Batches.AddAsync("Take-homes", GraderChoice.Local, Person, None);
        NewAnswer[] answers =
        [
            new(null, "incident-management", "An unmistakable text.") { Candidate = "Robin Unforgettable", Columns = new InputColumns(["mark"], ["unmistakably 3"]) },
            new(null, "incident-management", "Of another.") { Candidate = "robin unforgettable" },
        ];
        await stores.Batches.AddAnswersAsync(batch.Id, answers.ToAsyncEnumerable(), None);
        await stores.Batches.ReadyAsync(batch.Id, response: null, Person, None);
        await stores.Batches.StartAsync(batch.Id, Person, None);
        await stores.Jobs.FormAsync(10, 10, None);
        var job = (await stores.Jobs.WaitingAsync(10, None)).ShouldHaveSingleItem();
        var work = (await stores.Jobs.BeginAsync(job.Id, "worker:1", None))!;
        await stores.Evaluations.AddAsync([.. work.Answers.Select(answer => stores.Evaluation(answer))], job.Id, "worker:1", None);
        await stores.Jobs.EndAsync(job.Id, "worker:1", None);

        using var held = new MemoryStream();
        (await stores.Data.ExportNamedAsync("Robin Unforgettable", held, Person, None)).ShouldBeTrue();
        var document = System.Text.Encoding.UTF8.GetString(held.ToArray());
        document.ShouldContain("An unmistakable text.");
        document.ShouldContain("unmistakably 3");
        document.ShouldContain(batch.Id.ToString());
        document.ShouldNotContain("Of another.");
        (await stores.Data.CountNamedAsync("Robin Unforgettable", None)).ShouldBe(1);

        (await stores.Data.EraseNamedAsync("Robin Unforgettable", Person, None)).ShouldBe(1);

        (await stores.Data.EraseNamedAsync("Robin Unforgettable", Person, None)).ShouldBe(0);
        (await stores.Data.ExportNamedAsync("Robin Unforgettable", held, Person, None)).ShouldBeFalse();
        (await stores.Batches.ResultsAsync(batch.Id, BatchFilter.All, after: null, limit: 10, None)).ShouldHaveSingleItem().Answer.Text.ShouldBe("Of another.");
        (await stores.Audit.ListAsync(0, 1000, None)).ShouldAllBe(entry => !$"{entry.Actor}{entry.Subject}{entry.Detail}".Contains("Robin", StringComparison.Ordinal));
        (await stores.Audit.CheckAsync(None)).FirstBroken.ShouldBeNull();
        await ErasedFromDiskAsync(stores, "unmistakabl");
    }

    [Fact]
    public async Task A_batch_is_erased_as_a_whole_once_it_has_ended()
    {
        await using var stores = await OpenAsync();
        var batch = await stores.Batches.AddAsync("Take-homes", GraderChoice.Local, Person, None);
        var key = new IdempotencyKey(Person, "key-1", "hash-1");
        await stores.Batches.AddAnswersAsync(
            batch.Id, Enumerable.Range(0, 150).Select(number => new NewAnswer(null, "incident-management", $"Unmistakable {number}.")).ToAsyncEnumerable(), None);
        await stores.Batches.ReadyAsync(batch.Id, new IdempotentResponse(key, new KeptResponse(201, $$"""{"id":"{{batch.Id}}"}""", null)), Person, None);
        await stores.Batches.StartAsync(batch.Id, Person, None);
        await stores.Jobs.FormAsync(100, 10, None);
        var job = (await stores.Jobs.WaitingAsync(10, None))[0];
        var work = (await stores.Jobs.BeginAsync(job.Id, "worker:1", None))!;
        var other = await stores.AcceptedAsync();

        (await Should.ThrowAsync<InputException>(() => stores.Data.EraseBatchAsync(batch.Id, Person, None))).Message.ShouldContain("Cancel it first");
        await stores.Batches.CancelAsync(batch.Id, Person, None);

        (await stores.Data.EraseBatchAsync(batch.Id, Person, None)).ShouldBeTrue();

        // What a worker had in hand meanwhile is kept no more.
        await stores.Evaluations.AddAsync([stores.Evaluation(work.Answers[0])], job.Id, "worker:1", None);
        await stores.Jobs.GiveBackAsync(job.Id, None);
        await stores.Jobs.EndAsync(job.Id, "worker:1", None);
        (await stores.Batches.FindAsync(batch.Id, None)).ShouldBeNull();
        (await stores.Answers.FindAsync(work.Answers[0].Id, None)).ShouldBeNull();
        (await stores.Evaluations.OfAnswerAsync(work.Answers[0].Id, None)).ShouldBeEmpty();
        (await stores.Answers.FindAsync(other.Id, None)).ShouldNotBeNull();
        (await stores.Requests.BeginAsync(key, None)).ShouldBeNull();
        (await stores.Data.EraseBatchAsync(batch.Id, Person, None)).ShouldBeFalse();
        (await stores.Audit.ListAsync(0, 1000, None)).Select(entry => entry.Action).ShouldContain("batch-erased");
        (await stores.Audit.CheckAsync(None)).FirstBroken.ShouldBeNull();
        await ErasedFromDiskAsync(stores, "Unmistakable 7");
    }

    [Fact]
    public async Task What_is_kept_for_no_longer_is_erased()
    {
        await using var stores = await OpenAsync();
        var old = await stores.AcceptedAsync();
        await stores.Evaluations.AddAsync([stores.Evaluation(old)], null, "worker:1", None);
        await stores.Requests.BeginAsync(new IdempotencyKey(Person, "old", "hash"), None);
        stores.Time.Advance(TimeSpan.FromDays(10));
        var fresh = await stores.AcceptedAsync();

        var now = stores.Time.GetUtcNow();
        (await stores.Data.EraseExpiredAsync(now.AddDays(-9), now.AddDays(-1), None)).ShouldBe(1);

        (await stores.Answers.FindAsync(old.Id, None)).ShouldBeNull();
        (await stores.Evaluations.OfAnswerAsync(old.Id, None)).ShouldBeEmpty();
        (await stores.Answers.FindAsync(fresh.Id, None)).ShouldNotBeNull();
        (await stores.Requests.BeginAsync(new IdempotencyKey(Person, "old", "another"), None)).ShouldBeNull();
        (await stores.Data.EraseExpiredAsync(null, now, None)).ShouldBe(0);
        (await stores.Audit.CheckAsync(None)).FirstBroken.ShouldBeNull();
    }

    /// <summary>Checks that nothing of a text is left on the disk, where that can be seen.</summary>
    private protected virtual Task ErasedFromDiskAsync(Stores stores, string text) => Task.CompletedTask;

    private static async Task<string> ExportAsync(Stores stores, Guid candidate)
    {
        using var stream = new MemoryStream();
        await stores.Data.ExportAsync(candidate, stream, Person, None);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
