using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SreEvaluator.Cli.Tests.Support;
using SreEvaluator.Reports;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Storage;
using SreEvaluator.Support;
using static SreEvaluator.Cli.Tests.Support.Between;

namespace SreEvaluator.Cli.Tests.Commands;

/// <summary><c>batch --server</c> against the real service.</summary>
public sealed class ServerBatchTests(ServerBatchTests.Servers servers) : IClassFixture<ServerBatchTests.Servers>, IAsyncLifetime
{
    private const string Three = """
        nr,question,answer,candidate,id,team
        a1,incident-management,I would roll back the last release first.,ada,1,blue
        a2,incident-management,"I would tell the customers, and then roll back.",bob,2,
        a3,disaster-recovery,We restore the backups on another region once a month.,ada,3,=1+1

        """;

    private readonly TemporaryFolder _folder = new();

    // The tests share the service, and know their batches by it.
    private readonly string _title = $"{Guid.NewGuid():N}.csv";

    private Between _between = null!;

    private string Out => Path.Combine(_folder.Path, "results");

    private string Input => _folder.Write(_title, Three);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _between = await Between.StartAsync(servers.Service.Address);

    public async ValueTask DisposeAsync()
    {
        await _between.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_service_grades_with_the_same_outputs_as_the_program_alone()
    {
        var alone = await CliRun.With(["batch", Input, "--map", "id=nr", "--out", Out + "-alone", "--grader", "local"]);
        var served = await BatchAsync("--grader", "local");

        alone.ExitCode.ShouldBe(ExitCode.Done);
        served.ExitCode.ShouldBe(ExitCode.Done, served.Error);
        served.Unwrapped.ShouldContain("graded 3 of 3");
        Names(Out).ShouldBe(Names(Out + "-alone"));
        File.ReadAllText(Path.Combine(Out, "results.csv")).ShouldBe(File.ReadAllText(Path.Combine(Out + "-alone", "results.csv")));
        (await BatchesAsync()).ShouldHaveSingleItem().GetProperty("answers").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task The_key_may_come_from_a_file()
    {
        var file = _folder.Write("key", servers.Key + "\n");

        (await CliRun.With(["batch", Input, "--map", "id=nr", "--out", Out, "--server", _between.Address, "--api-key-file", file, "--sample", "1"])).ExitCode.ShouldBe(ExitCode.Done);

        Evaluations().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_lost_reply_to_the_upload_makes_no_second_batch()
    {
        var uploads = 0;
        _between.Cuts = request => request == "POST /api/v1/batches" && uploads++ == 0 ? Cut.Reply : Cut.Nowhere;

        var run = await BatchAsync();

        run.ExitCode.ShouldBe(ExitCode.Done, run.Error);
        uploads.ShouldBe(2);
        (await BatchesAsync()).Count.ShouldBe(1);
        Evaluations().Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_server_that_is_away_for_a_while_is_waited_for()
    {
        var looks = 0;
        _between.Cuts = request => request.StartsWith("GET /api/v1/batches/", StringComparison.Ordinal) && looks++ < 5 ? Cut.Request : Cut.Nowhere;

        var run = await BatchAsync();

        run.ExitCode.ShouldBe(ExitCode.Done, run.Error);
        run.Error.ShouldContain("Trying again for 2 minutes.");
        Evaluations().Count.ShouldBe(3);
    }

    [Fact]
    public async Task Results_that_were_cut_in_the_middle_are_fetched_again_and_kept_once()
    {
        var fetches = 0;
        _between.Cuts = request => request.EndsWith("/results", StringComparison.Ordinal) && fetches++ < 2 ? Cut.Reply : Cut.Nowhere;

        var run = await BatchAsync();

        run.ExitCode.ShouldBe(ExitCode.Done, run.Error);
        fetches.ShouldBe(3);
        Evaluations().Select(evaluation => evaluation.AnswerId).Order().ShouldBe(["a1", "a2", "a3"]);
    }

    [Fact]
    public async Task A_server_that_stays_away_ends_the_wait_and_resume_picks_the_batch_up()
    {
        _between.Cuts = request => request.EndsWith("/start", StringComparison.Ordinal) ? Cut.Request : Cut.Nowhere;
        var cut = await BatchAsync();
        _between.Cuts = _ => Cut.Nowhere;

        var resumed = await BatchAsync("--resume");

        cut.ExitCode.ShouldBe(ExitCode.Configuration);
        cut.Error.ShouldContain("no reply");
        cut.Error.ShouldContain("--resume");
        resumed.ExitCode.ShouldBe(ExitCode.Done, resumed.Error);
        _between.Requests.Count(request => request == "POST /api/v1/batches").ShouldBe(1);
        Evaluations().Count.ShouldBe(3);
    }

    [Fact]
    public async Task Ctrl_c_leaves_the_batch_running_and_resume_fetches_what_came_of_it()
    {
        using var stop = new CancellationTokenSource();
        _between.Cuts = request =>
        {
            if (request.EndsWith("/start", StringComparison.Ordinal))
            {
                stop.CancelAfter(TimeSpan.Zero);
            }

            return Cut.Nowhere;
        };
        var stopped = await BatchAsync(stop.Token);
        _between.Cuts = _ => Cut.Nowhere;

        var resumed = await BatchAsync("--resume", "--json");

        stopped.ExitCode.ShouldBe(ExitCode.Cancelled);
        var id = (await BatchesAsync()).ShouldHaveSingleItem().GetProperty("id").GetString()!;
        stopped.Error.ShouldContain($"goes on with batch {id}");
        stopped.Error.ShouldContain("--resume");
        stopped.Error.ShouldContain("--cancel");
        resumed.ExitCode.ShouldBe(ExitCode.Done, resumed.Error);
        JsonDocument.Parse(resumed.Output).RootElement.GetProperty("end").GetString().ShouldBe("complete");
        Evaluations().Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_is_new_in_the_input_is_sent_by_itself()
    {
        await BatchAsync("--sample", "1");

        var run = await BatchAsync("--resume");

        run.ExitCode.ShouldBe(ExitCode.Done, run.Error);
        (await BatchesAsync()).Select(batch => batch.GetProperty("answers").GetInt32()).ShouldBe([2, 1]);
        Evaluations().Select(evaluation => evaluation.AnswerId).Order().ShouldBe(["a1", "a2", "a3"]);
    }

    [Fact]
    public async Task Cancel_ends_the_batch_and_keeps_what_is_graded()
    {
        await using var idle = await RunningService.StartAsync("Worker:Enabled=false");
        var key = await idle.KeyAsync(Role.Interviewer);
        using var stop = new CancellationTokenSource();
        await using var between = await Between.StartAsync(idle.Address);
        between.Cuts = request =>
        {
            if (request.StartsWith("GET /api/v1/batches/", StringComparison.Ordinal))
            {
                stop.Cancel();
            }

            return Cut.Nowhere;
        };
        (await RunAsync(between.Address, key, [], stop.Token)).ExitCode.ShouldBe(ExitCode.Cancelled);

        var run = await RunAsync(between.Address, key, ["--cancel"], Token);

        run.ExitCode.ShouldBe(ExitCode.Done, run.Error);
        run.Unwrapped.ShouldContain("The batch was ended at the server.");
        (await BatchesAsync(idle.Address, key)).ShouldHaveSingleItem().GetProperty("state").GetString().ShouldBe("cancelled");
        var again = await RunAsync(between.Address, key, ["--cancel"], Token);
        again.ExitCode.ShouldBe(ExitCode.Input);
        again.Error.ShouldContain("no batch that is under way at a server");
    }

    [Fact]
    public async Task Rubrics_that_differ_from_the_servers_are_refused_before_anything_is_sent()
    {
        var rubrics = Path.Combine(_folder.Path, "rubrics");
        Directory.CreateDirectory(rubrics);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(SreEvaluator.Support.Repository.Root, "rubrics"), "*.yaml"))
        {
            File.WriteAllText(Path.Combine(rubrics, Path.GetFileName(file)), File.ReadAllText(file) + (file.EndsWith("disaster-recovery.yaml", StringComparison.Ordinal) ? "\n# Ours.\n" : string.Empty));
        }

        var run = await BatchAsync("--rubrics", rubrics);

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldContain("found another rubric of disaster-recovery; expected the rubric 1.0.0 as it is here.");
        run.Error.ShouldNotContain("incident-management");
        Directory.Exists(Out).ShouldBeFalse();
        (await BatchesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_batch_that_a_server_began_is_not_gone_on_with_elsewhere()
    {
        await BatchAsync("--sample", "1");

        var run = await CliRun.With(["batch", Input, "--map", "id=nr", "--out", Out, "--resume"]);

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldContain($"server none; expected what the batch was begun with: server {_between.Address}");
    }

    [Fact]
    public async Task What_the_service_refuses_is_told_in_its_own_words()
    {
        var run = await BatchAsync("--grader", "judge");

        run.ExitCode.ShouldBe(ExitCode.Configuration);
        run.Error.ShouldContain("grader: found judge; expected auto or local, as no judge is configured");
    }

    [Fact]
    public async Task A_dry_run_says_that_the_service_would_grade_and_sends_nothing()
    {
        var run = await BatchAsync("--dry-run");

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Unwrapped.ShouldContain($"{_between.Address} grades all of it");
        _between.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "--server: found no API key; expected one in SRE_Server__ApiKey or in a file that --api-key-file names.")]
    [InlineData("sre_unknown", "found an API key that it does not know; expected a key that is neither revoked nor expired.")]
    [InlineData("schlüssel", "found an API key with characters that none has")]
    public async Task A_key_that_opens_nothing_is_told(string key, string message)
    {
        var run = await RunAsync(_between.Address, key, [], Token);

        run.ExitCode.ShouldBe(ExitCode.Configuration);
        run.Error.ShouldContain(message);
        Directory.Exists(Out).ShouldBeFalse();
    }

    [Fact]
    public async Task A_key_that_may_not_do_batches_is_told()
    {
        var run = await RunAsync(_between.Address, await servers.Service.KeyAsync(Role.Interviewer, candidate: null, "rubrics"), [], Token);

        run.ExitCode.ShouldBe(ExitCode.Configuration);
        run.Error.ShouldContain("found an API key that may not do this; expected one with the role interviewer, and with the scopes batches and rubrics where it has any.");
    }

    [Theory]
    [InlineData("http://127.0.0.1:9", 4, "http://127.0.0.1:9: found no reply (ConnectionError); expected a running service.")]
    [InlineData("http://grading.example", 2, "--server: found http://grading.example, where others could read the API key and the answers on their way; expected https, or a service on this machine.")]
    [InlineData("grading.example", 2, "--server: found what is no address of a service; expected one such as https://grading.example or http://127.0.0.1:5080.")]
    public async Task An_address_of_no_service_is_told(string address, int exitCode, string message)
    {
        var run = await RunAsync(address, servers.Key, [], Token);

        run.ExitCode.ShouldBe(exitCode);
        run.Error.ShouldContain(message);
    }

    [Theory]
    [InlineData("""{"version":"9.0.0"}""", "found a service of version 9.0.0; expected version 0.1, as this program's.")]
    [InlineData("""{"name":"another program"}""", "found a reply of another form; expected the API of sre-evaluator serve.")]
    public async Task Another_program_at_the_address_is_told(string reply, string message)
    {
        using var server = WireMock.Server.WireMockServer.Start();
        server.Given(WireMock.RequestBuilders.Request.Create().WithPath("/api/v1/version"))
            .RespondWith(WireMock.ResponseBuilders.Response.Create().WithHeader("Content-Type", "application/json").WithBody(reply));

        var run = await RunAsync(server.Url!, servers.Key, [], Token);

        run.ExitCode.ShouldBe(ExitCode.Configuration);
        run.Error.ShouldContain(message);
    }

    [Theory]
    [InlineData("--set Server:ApiKey=sre_x", "--set: found Server:ApiKey; expected no key on the command line, which other users can see.")]
    [InlineData("--max-cost 3", "--max-cost: found beside --server")]
    [InlineData("--mode provider-batch", "--mode: found beside --server")]
    [InlineData("--concurrency 3", "--concurrency: found beside --server")]
    public async Task What_does_not_go_with_a_server_is_refused(string arguments, string message)
    {
        var run = await BatchAsync(arguments.Split(' '));

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldStartWith($"error: {message}");
    }

    [Fact]
    public async Task To_cancel_takes_a_server()
    {
        var run = await CliRun.With(["batch", Input, "--map", "id=nr", "--out", Out, "--cancel"]);

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldStartWith("error: --cancel: found without --server; expected both.");
    }

    private Task<CliRun> BatchAsync(params string[] arguments) => RunAsync(_between.Address, servers.Key, arguments, Token);

    private Task<CliRun> BatchAsync(CancellationToken cancellationToken) => RunAsync(_between.Address, servers.Key, [], cancellationToken);

    private Task<CliRun> RunAsync(string address, string key, string[] arguments, CancellationToken cancellationToken)
    {
        // The waits between looks pass at once.
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        return time.PassAsync(
            CliRun.With(
                ["batch", Input, "--map", "id=nr", "--out", Out, "--server", address, .. arguments],
                environment: new Dictionary<string, string> { ["SRE_Server__ApiKey"] = key },
                cancellationToken: cancellationToken,
                time: time),
            TimeSpan.FromSeconds(1));
    }

    private Task<List<JsonElement>> BatchesAsync() => BatchesAsync(servers.Service.Address, servers.Key);

    /// <summary>The batches of this test at a service, the newest first.</summary>
    private async Task<List<JsonElement>> BatchesAsync(Uri address, string key)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var page = JsonDocument.Parse(await client.GetStringAsync("/api/v1/batches?limit=200", Token));
        return [.. page.RootElement.GetProperty("items").EnumerateArray().Where(batch => batch.GetProperty("title").GetString() == _title).Select(batch => batch.Clone())];
    }

    private static List<string?> Names(string folder) => [.. Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order()];

    private List<EvaluationJson> Evaluations() => [.. File.ReadLines(Path.Combine(Out, "evaluations.jsonl")).Select(EvaluationJson.Parse)];

    /// <summary>The service that the tests of the class share.</summary>
    public sealed class Servers : IAsyncLifetime
    {
        internal RunningService Service { get; private set; } = null!;

        /// <summary>A key of an interviewer.</summary>
        public string Key { get; private set; } = string.Empty;

        public async ValueTask InitializeAsync()
        {
            Service = await RunningService.StartAsync();
            Key = await Service.KeyAsync(Role.Interviewer);
        }

        public ValueTask DisposeAsync() => Service.DisposeAsync();
    }
}
