using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Judging;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Grading.Judging;

public sealed class ReplyCacheTests : IDisposable
{
    private static readonly ScriptedVerdicts Good = ScriptedVerdicts.On(Some.Question()).Covered("mitigate-first", "roll back the last release");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("replies-");

    private string File => Path.Combine(_folder.FullName, "some", "folder", "replies.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_same_work_is_paid_once_and_judged_the_same()
    {
        using var server = ScriptedJudge.Saying(Good, ScriptedReply.Error(500));
        var options = Options(server);

        var paid = await Judge.GradeAsync(options);
        var remembered = await Judge.GradeAsync(options);

        server.Calls.Count.ShouldBe(1);
        remembered.Verdicts.Select(verdict => (verdict.Coverage, verdict.Confidence, verdict.Reason, string.Join('|', verdict.Evidence)))
            .ShouldBe(paid.Verdicts.Select(verdict => (verdict.Coverage, verdict.Confidence, verdict.Reason, string.Join('|', verdict.Evidence))));
        paid.Provenance.Cached.ShouldBeFalse();
        paid.Provenance.Cost.ShouldNotBeNull().ShouldBeGreaterThan(0);
        var provenance = remembered.Provenance;
        provenance.Cached.ShouldBeTrue();
        provenance.ModelVersion.ShouldBe(ScriptedReply.Model);
        (provenance.Attempts, provenance.InputTokens, provenance.OutputTokens, provenance.Cost).ShouldBe((0, 0L, 0L, 0m));
    }

    [Fact]
    public async Task The_same_work_at_the_same_time_is_paid_once()
    {
        using var server = ScriptedJudge.Answering(_ => ((ScriptedReply)Good).After(TimeSpan.FromMilliseconds(50)));
        using var grader = Judge.Grader(Options(server));

        var evaluations = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => grader.GradeAsync(Some.Question(), Some.Answer(), TestContext.Current.CancellationToken)));

        server.Calls.Count.ShouldBe(1);
        evaluations.Count(evaluation => evaluation.Provenance.Cached).ShouldBe(19);
    }

    public static TheoryData<string> Differences => ["model", "temperature", "seed", "limit", "answer", "statement", "question", "exemplar", "provider"];

    [Theory]
    [MemberData(nameof(Differences))]
    public async Task Whatever_shapes_the_reply_makes_it_other_work(string difference)
    {
        using var server = ScriptedJudge.Saying(ScriptedVerdicts.On(Some.Question()));
        using (var grader = Judge.Grader(Options(server)))
        {
            await grader.GradeAsync(Some.Question(), Some.Answer(), TestContext.Current.CancellationToken);
        }

        var options = Options(server);
        var (question, answer, exemplars) = (Some.Question(), Some.Answer(), Array.Empty<JudgeExemplar>());
        switch (difference)
        {
            case "model": options.Model = "another"; break;
            case "temperature": options.Temperature = 0.5; break;
            case "seed": options.Seed = 2; break;
            case "limit": options.MaxOutputTokens = 5000; break;
            case "answer": answer = Some.Answer(answer.Text + " "); break;
            case "statement": question = question with { KeyPoints = [question.KeyPoints[0] with { Statement = "Another." }, question.KeyPoints[1]] }; break;
            case "question": question = question with { Asks = "Another?" }; break;
            case "exemplar": exemplars = [new JudgeExemplar(question.Id, "mitigate-first", "Back!", Coverage.Covered)]; break;
            case "provider": options.Provider = JudgeProvider.OpenAI; break;
            default: throw new ArgumentOutOfRangeException(nameof(difference));
        }

        using var other = Judge.Grader(options, exemplars: exemplars);
        (await other.GradeAsync(question, answer, TestContext.Current.CancellationToken)).Provenance.Cached.ShouldBeFalse();
        server.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Times_weights_and_ids_of_answers_do_not()
    {
        using var server = ScriptedJudge.Saying(ScriptedVerdicts.On(Some.Question()));
        await Judge.GradeAsync(Options(server));

        var options = Options(server);
        options.AttemptTimeout = TimeSpan.FromSeconds(50);
        options.Retries = 0;
        using var grader = Judge.Grader(options);
        var question = Some.Question();
        var heavier = question with { KeyPoints = [question.KeyPoints[0] with { Weight = 1 }, question.KeyPoints[1]] };

        (await grader.GradeAsync(heavier, new Answer("other", Some.Answer().Text), TestContext.Current.CancellationToken)).Provenance.Cached.ShouldBeTrue();
    }

    [Fact]
    public async Task Only_whole_valid_replies_are_kept_and_the_doubt_of_a_repaired_one_with_it()
    {
        var invented = Good.Json();
        invented["keyPoints"]!["grants-everything"] = invented["keyPoints"]!["mitigate-first"]!.DeepClone();
        using var server = ScriptedJudge.Saying(
            ScriptedReply.Text("no JSON"), ScriptedReply.Text("no JSON"), ScriptedReply.Cut("{"), ScriptedReply.Cut("{"), ScriptedReply.Refused(),
            ScriptedReply.Text(invented.ToJsonString()), Good, ScriptedReply.Error(500));
        var options = Options(server);

        (await Judge.FailAsync(options)).Failure.ShouldBe(JudgeFailure.InvalidReply);
        (await Judge.FailAsync(options)).Failure.ShouldBe(JudgeFailure.Truncated);
        (await Judge.FailAsync(options)).Failure.ShouldBe(JudgeFailure.Refused);
        var repaired = await Judge.GradeAsync(options);
        var remembered = await Judge.GradeAsync(options);

        repaired.Doubts.ShouldHaveSingleItem().ShouldStartWith("reply-repaired: ");
        remembered.Doubts.ShouldBe(repaired.Doubts);
        remembered.Provenance.Cached.ShouldBeTrue();
    }

    [Fact]
    public async Task A_kept_reply_that_was_spoiled_is_asked_for_again()
    {
        using var server = ScriptedJudge.Saying(Good);
        await Judge.GradeAsync(Options(server));
        await using (var file = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            await file.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = file.CreateCommand();
            command.CommandText = "UPDATE replies SET text = 'spoiled'";
            (await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
        }

        (await Judge.GradeAsync(Options(server))).Verdicts[0].Coverage.ShouldBe(Coverage.Covered);

        server.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public void Several_writers_keep_all_that_they_write()
    {
        const int Writers = 4;
        const int Replies = 100;
        Parallel.For(0, Writers, writer =>
        {
            using var cache = Cache(File);
            for (var reply = 0; reply < Replies; reply++)
            {
                cache.Keep([(byte)writer, (byte)reply], new StoredReply($"{writer}/{reply}", null, null));
            }
        });

        using var read = Cache(File);
        for (var writer = 0; writer < Writers; writer++)
        {
            for (var reply = 0; reply < Replies; reply++)
            {
                read.Find([(byte)writer, (byte)reply]).ShouldBe(new StoredReply($"{writer}/{reply}", null, null));
            }
        }
    }

    [Fact]
    public void The_first_of_two_replies_is_kept()
    {
        using var cache = Cache(File);
        cache.Keep([1], new StoredReply("first", "model", "doubt"));
        cache.Keep([1], new StoredReply("second", null, null));

        cache.Find([1]).ShouldBe(new StoredReply("first", "model", "doubt"));
        cache.Find([2]).ShouldBeNull();
    }

    [Theory]
    [InlineData("broken.db")]
    [InlineData("broken.db/below-a-file.db")]
    public async Task A_file_that_cant_be_used_costs_a_warning_and_never_a_grade(string name)
    {
        await System.IO.File.WriteAllTextAsync(Path.Combine(_folder.FullName, "broken.db"), new string('x', 10_000), TestContext.Current.CancellationToken);
        var path = Path.Combine(_folder.FullName, name);
        var log = new Warnings();
        using var cache = new ReplyCache(path, TimeProvider.System, log);
        using var server = ScriptedJudge.Saying(Good);
        var options = Options(server);
        options.Cache = path;

        cache.Keep([1], new StoredReply("text", null, null));
        cache.Find([1]).ShouldBeNull();
        (await Judge.GradeAsync(options)).Degraded.ShouldBeFalse();

        log.Messages.ShouldHaveSingleItem().ShouldContain(path);
    }

    [Fact]
    public async Task Off_means_that_nothing_is_kept()
    {
        using var server = ScriptedJudge.Saying(Good);
        var options = Options(server);
        options.Cache = "OFF";

        await Judge.GradeAsync(options);
        await Judge.GradeAsync(options);

        server.Calls.Count.ShouldBe(2);
        _folder.EnumerateFileSystemInfos().ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_user_may_read_it()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows keeps a user's folders to the user.");
            return;
        }

        using var cache = Cache(File);
        cache.Keep([1], new StoredReply("text", null, null));

        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(File)!))
        {
            (System.IO.File.GetUnixFileMode(file) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)).ShouldBe(UnixFileMode.None, file);
        }
    }

    [Fact]
    public void By_default_it_lies_in_the_users_cache_folder() =>
        CacheFolder.File("replies.db").ShouldEndWith(Path.Combine("sre-evaluator", "replies.db"));

    private JudgeOptions Options(ScriptedJudge server)
    {
        var options = Judge.Options(server);
        options.Cache = File;
        options.Prices["some-model"] = new ModelPrice { Input = 1, Output = 2 };
        options.Retries = 0;
        return options;
    }

    private static ReplyCache Cache(string path) => new(path, TimeProvider.System, NullLogger.Instance);

    private sealed class Warnings : ILogger
    {
        public List<string> Messages { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            logLevel.ShouldBe(LogLevel.Warning);
            Messages.Add(formatter(state, exception));
        }
    }
}
