using Microsoft.Extensions.Options;
using SreEvaluator.Grading.Judging;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Grading.Judging;

public sealed class JudgeCheckTests
{
    private const string Good =
        """{"keyPoints":{"rolls-back":{"quotes":["First I would roll back the release."],"reason":"It says so.","verdict":"covered","confidence":0.9}}}""";

    public static TheoryData<JudgeProvider> Providers => Judge.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task One_small_call_shows_that_all_works(JudgeProvider provider)
    {
        using var server = ScriptedJudge.Saying(ScriptedReply.Text(Good));

        var report = await RunAsync(Judge.Options(server, provider));

        report.Passed.ShouldBeTrue();
        report.Steps.Select(step => step.Name).ShouldBe(["configured", "reachable", "authorised", "model", "structured output"]);
        report.Steps.ShouldAllBe(step => step.Remedy == null);
        report.Steps[0].Found.ShouldContain("model some-model, a key.");
        report.Steps[3].Found.ShouldBe("scripted-model-2026 read 1200 tokens and wrote 300.");
        server.Calls.Count.ShouldBe(1);
        report.ToString().ShouldNotContain(Judge.Key);
    }

    [Fact]
    public async Task No_provider_fails_the_first_step()
    {
        var report = await RunAsync(new JudgeOptions());

        report.Steps[0].ShouldBe(new JudgeCheckStep(
            "configured", JudgeCheckOutcome.Failed, "No judge is configured; the local grader grades.", "Set SRE_Judge__Provider and SRE_Judge__Model to use a model."));
        report.Steps.Skip(1).ShouldAllBe(step => step.Outcome == JudgeCheckOutcome.NotReached);
    }

    [Fact]
    public async Task Invalid_options_fail_the_first_step()
    {
        var check = new JudgeCheck(new InvalidOptions(), TimeProvider.System);

        var report = await check.RunAsync(TestContext.Current.CancellationToken);

        report.Steps[0].Outcome.ShouldBe(JudgeCheckOutcome.Failed);
        report.Steps[0].Found.ShouldBe("Judge:Model is not set.");
    }

    [Theory]
    [InlineData(401, "invalid_api_key", "authorised", "SRE_Judge__ApiKey")]
    [InlineData(429, "insufficient_quota", "authorised", "billing")]
    [InlineData(404, "model_not_found", "model", "SRE_Judge__Model")]
    [InlineData(429, "rate_limited", "model", "limit")]
    [InlineData(500, "oops", "model", "status page")]
    [InlineData(400, "unsupported_value", "structured output", "SRE_Judge__Temperature")]
    [InlineData(302, "moved", "reachable", "SRE_Judge__Endpoint")]
    public async Task A_failing_endpoint_fails_its_step_after_one_call(int status, string code, string step, string remedy)
    {
        using var server = ScriptedJudge.Saying(ScriptedReply.Error(status, code));

        var report = await RunAsync(Judge.Options(server));

        var failed = report.Steps.Single(candidate => candidate.Outcome == JudgeCheckOutcome.Failed);
        failed.Name.ShouldBe(step);
        failed.Remedy.ShouldNotBeNull().ShouldContain(remedy);
        report.Passed.ShouldBeFalse();
        report.Steps.TakeWhile(candidate => candidate != failed).ShouldAllBe(candidate => candidate.Outcome == JudgeCheckOutcome.Passed);
        report.Steps.SkipWhile(candidate => candidate != failed).Skip(1).ShouldAllBe(candidate => candidate.Outcome == JudgeCheckOutcome.NotReached);
        server.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_is_not_reachable()
    {
        var report = await RunAsync(Judge.Options(new Uri("http://no-such-host.invalid/v1")));

        report.Steps[1].Outcome.ShouldBe(JudgeCheckOutcome.Failed);
        report.Steps[1].Found.ShouldBe("The name no-such-host.invalid was not found.");
    }

    [Theory]
    [InlineData("Of course! It is covered.", "does not keep to the JSON schema")]
    [InlineData("""{"keyPoints":{}}""", "keyPoints lacks rolls-back.")]
    public async Task A_server_that_ignores_the_schema_fails_the_last_step(string text, string found)
    {
        using var server = ScriptedJudge.Saying(ScriptedReply.Text(text));

        var report = await RunAsync(Judge.Options(server));

        report.Steps[^1].Outcome.ShouldBe(JudgeCheckOutcome.Failed);
        report.Steps[^1].Found.ShouldContain(found);
        report.Steps[^1].Remedy.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_cut_reply_fails_the_last_step()
    {
        using var server = ScriptedJudge.Saying(ScriptedReply.Cut(Good));

        (await RunAsync(Judge.Options(server))).Steps[^1].Remedy.ShouldNotBeNull().ShouldContain("MaxOutputTokens");
    }

    private static Task<JudgeCheckReport> RunAsync(JudgeOptions options) =>
        new JudgeCheck(Options.Create(options), TimeProvider.System).RunAsync(TestContext.Current.CancellationToken);

    private sealed class InvalidOptions : IOptions<JudgeOptions>
    {
        public JudgeOptions Value => throw new OptionsValidationException("", typeof(JudgeOptions), ["Judge:Model is not set."]);
    }
}
