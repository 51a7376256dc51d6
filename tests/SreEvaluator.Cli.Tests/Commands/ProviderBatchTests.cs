using SreEvaluator.Cli.Tests.Support;
using SreEvaluator.Grading;
using SreEvaluator.Reports;
using SreEvaluator.Support;

namespace SreEvaluator.Cli.Tests.Commands;

/// <summary>The judge's calls through the provider's batch service, in each of its states.</summary>
public sealed class ProviderBatchTests : IDisposable
{
    private const string Rows = """
        id,question,answer
        a1,incident-management,I would roll back first.
        a2,incident-management,I would tell the customers.
        a3,cost-optimization/follow-up,I would tag what costs.
        a4,cost-optimization/follow-up,

        """;

    private readonly TemporaryFolder _folder = new();

    private string Out => Path.Combine(_folder.Path, "results");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task All_calls_go_through_the_batch_and_grading_makes_none()
    {
        using var provider = new ScriptedBatches("validating", "in_progress", "finalizing", "completed");

        var run = await RunAsync(provider);

        run.ExitCode.ShouldBe(ExitCode.Done);
        (provider.Uploads, provider.Begun, provider.Requests, provider.Alone).ShouldBe((1, 1, 3, 0));
        provider.Looks.ShouldBe(4);
        run.Error.ShouldContain("3 of 3 replies, cost 0.0027 at half the price");
        Evaluations().Count(evaluation => evaluation is { Grader: GraderKind.Judge, Degraded: false, Score: not null }).ShouldBe(3);
    }

    [Theory]
    [InlineData("expired", 2)]
    [InlineData("completed", 1)]
    public async Task What_the_batch_leaves_without_a_reply_is_asked_by_itself(string end, int unanswered)
    {
        using var provider = new ScriptedBatches("in_progress", end) { Unanswered = unanswered };

        var run = await RunAsync(provider);

        run.ExitCode.ShouldBe(ExitCode.Done);
        (provider.Begun, provider.Alone).ShouldBe((1, unanswered));
        Evaluations().Count(evaluation => evaluation.Score is not null).ShouldBe(3);
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("cancelled")]
    public async Task A_batch_that_comes_to_nothing_is_graded_by_calls(string end)
    {
        using var provider = new ScriptedBatches("validating", end);

        var run = await RunAsync(provider);

        run.ExitCode.ShouldBe(ExitCode.Done);
        provider.Alone.ShouldBe(3);
        Evaluations().Count(evaluation => evaluation.Score is not null).ShouldBe(3);
    }

    [Fact]
    public async Task A_stop_while_the_provider_works_is_gone_on_with_and_nothing_is_sent_twice()
    {
        using var provider = new ScriptedBatches("in_progress");
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(4));

        var stopped = await RunAsync(provider, stop.Token);
        provider.Finish();
        var resumed = await RunAsync(provider, resume: true);

        stopped.ExitCode.ShouldBe(ExitCode.Cancelled);
        stopped.Error.ShouldContain("--resume");
        resumed.ExitCode.ShouldBe(ExitCode.Done);
        (provider.Uploads, provider.Begun, provider.Alone).ShouldBe((1, 1, 0));
    }

    [Fact]
    public async Task A_batch_that_was_begun_and_not_written_down_is_found_again()
    {
        using var provider = new ScriptedBatches("completed");
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        provider.OnBegin = stop.Cancel;

        (await RunAsync(provider, stop.Token)).ExitCode.ShouldBe(ExitCode.Cancelled);
        // As a kill would have left it: begun at the provider, and not known here.
        var state = Path.Combine(Out, "provider-batch.json");
        File.WriteAllText(state, File.ReadAllText(state).Replace("\"batchId\": \"batch-1\"", "\"batchId\": null", StringComparison.Ordinal));
        provider.OnBegin = null;
        (await RunAsync(provider, resume: true)).ExitCode.ShouldBe(ExitCode.Done);

        (provider.Uploads, provider.Begun, provider.Alone).ShouldBe((1, 1, 0));
    }

    [Fact]
    public async Task A_reply_that_can_not_be_used_is_not_kept_in_the_way_of_one_that_can()
    {
        using var provider = new ScriptedBatches("completed") { Unusable = 1 };

        var run = await RunAsync(provider);
        File.Delete(Path.Combine(Out, "evaluations.jsonl"));
        (await RunAsync(provider, resume: true)).ExitCode.ShouldBe(ExitCode.Done);

        run.Error.ShouldContain("2 of 3 replies");
        (provider.Begun, provider.Alone).ShouldBe((1, 1));
        Evaluations().Count(evaluation => evaluation.Score is not null).ShouldBe(3);
    }

    [Fact]
    public async Task What_candidates_wrote_does_not_stay_in_files_of_requests()
    {
        using var provider = new ScriptedBatches("completed");

        await RunAsync(provider);

        Directory.EnumerateFiles(Out, "provider-batch*").Select(Path.GetFileName).ShouldBe(["provider-batch.json"]);
    }

    [Fact]
    public async Task A_sample_is_all_that_the_provider_gets_and_the_rest_goes_there_later()
    {
        using var provider = new ScriptedBatches("completed");

        (await RunAsync(provider, more: ["--sample", "1"])).ExitCode.ShouldBe(ExitCode.Done);
        var sampled = provider.Requests;
        (await RunAsync(provider, resume: true)).ExitCode.ShouldBe(ExitCode.Done);

        sampled.ShouldBeLessThanOrEqualTo(1);
        (provider.Requests, provider.Alone).ShouldBe((3, 0));
    }

    [Fact]
    public async Task What_is_graded_already_is_not_sent_to_the_provider_even_where_the_cache_is_gone()
    {
        using var provider = new ScriptedBatches("completed");
        await RunAsync(provider);
        Directory.EnumerateFiles(_folder.Path, "results.db*").ToList().ForEach(File.Delete);

        (await RunAsync(provider, resume: true)).ExitCode.ShouldBe(ExitCode.Done);

        (provider.Requests, provider.Alone).ShouldBe((3, 0));
    }

    [Fact]
    public async Task A_provider_that_is_busy_for_a_moment_is_asked_again_and_one_that_refuses_the_key_is_not()
    {
        using var busy = new ScriptedBatches("completed") { Next = ScriptedReply.Error(503) };
        (await RunAsync(busy, retries: 2)).ExitCode.ShouldBe(ExitCode.Done);

        using var refusing = new ScriptedBatches("completed") { Next = ScriptedReply.Error(401, "invalid_api_key") };
        var other = Path.Combine(_folder.Path, "other");
        var run = await RunAsync(refusing, folder: other, retries: 2);

        run.ExitCode.ShouldBe(ExitCode.Configuration);
        run.Error.ShouldContain("SRE_Judge__ApiKey");
        refusing.Judge.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task It_needs_a_model_with_the_protocol_and_a_cache()
    {
        var input = _folder.Write("a.csv", Rows);
        string[] command = ["batch", input, "--out", Out, "--mode", "provider-batch"];

        (await CliRun.With(command)).ExitCode.ShouldBe(ExitCode.Configuration);
        (await CliRun.With([.. command, "--set", "Judge:Provider=ollama", "--set", "Judge:Model=m"])).Error.ShouldContain("SRE_Judge__Provider=openai");
        (await CliRun.With([.. command, "--resume", "--set", "Judge:Provider=openai-compatible", "--set", "Judge:Endpoint=http://127.0.0.1:9/v1", "--set", "Judge:Model=m", "--no-cache"]))
            .ExitCode.ShouldBeOneOf(ExitCode.Configuration, ExitCode.Input);
    }

    private Task<CliRun> RunAsync(
        ScriptedBatches provider, CancellationToken? cancellationToken = null, bool resume = false, string? folder = null, int retries = 0, params string[] more)
    {
        var environment = Judged.By(provider.Judge);
        environment["SRE_Judge__Cache"] = Path.Combine(_folder.Path, Path.GetFileName(folder ?? Out) + ".db");
        environment["SRE_Judge__Retries"] = retries.ToString(System.Globalization.CultureInfo.InvariantCulture);
        environment["SRE_Judge__RetryDelay"] = "00:00:00.01";
        environment["SRE_Judge__Prices__scripted-model__Input"] = "1";
        environment["SRE_Judge__Prices__scripted-model__Output"] = "2";
        return CliRun.With(
            ["batch", _folder.Write("a.csv", Rows), "--out", folder ?? Out, "--mode", "provider-batch", "--look-every", "1", .. resume ? ["--resume"] : Array.Empty<string>(), .. more],
            environment: environment,
            cancellationToken: cancellationToken);
    }

    private List<EvaluationJson> Evaluations() => [.. File.ReadLines(Path.Combine(Out, "evaluations.jsonl")).Select(EvaluationJson.Parse)];
}
