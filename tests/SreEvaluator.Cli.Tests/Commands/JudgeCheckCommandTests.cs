using System.Text.Json;
using SreEvaluator.Cli.Tests.Support;
using SreEvaluator.Support;

namespace SreEvaluator.Cli.Tests.Commands;

public sealed class JudgeCheckCommandTests
{
    private static readonly string[] Check = ["judge", "check"];

    [Fact]
    public async Task Says_that_all_is_well()
    {
        using var judge = ScriptedJudge.Saying(ScriptedReply.Text(
            """{"keyPoints":{"rolls-back":{"quotes":["First I would roll back the release."],"reason":"It does.","verdict":"covered","confidence":0.9}}}"""));

        var run = await CliRun.With(Check, environment: Judged.By(judge));

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Output.ShouldContain("✓ configured: passed.");
        run.Output.ShouldContain("✓ structured output: passed.");
    }

    [Fact]
    public async Task Says_what_fails_and_what_to_do()
    {
        var run = await CliRun.With(Check, environment: Judged.ByNobody());

        run.ExitCode.ShouldBe(ExitCode.Configuration);
        run.Output.ShouldContain("✗ reachable: failed.");
        run.Output.ShouldContain("? authorised: not reached\n");
        run.Output.ShouldContain("SRE_Judge__Endpoint");
    }

    [Fact]
    public async Task Gives_json()
    {
        var run = await CliRun.With([.. Check, "--json"], environment: Judged.ByNobody());

        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("passed").GetBoolean().ShouldBeFalse();
        json.RootElement.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("outcome").GetString())
            .ShouldBe(["passed", "failed", "not reached", "not reached", "not reached"]);
    }

    [Fact]
    public async Task A_second_judge_is_checked_too()
    {
        using var judge = ScriptedJudge.Saying(ScriptedReply.Text(
            """{"keyPoints":{"rolls-back":{"quotes":["First I would roll back the release."],"reason":"It does.","verdict":"covered","confidence":0.9}}}"""));
        var environment = Judged.By(judge);
        foreach (var (name, value) in Judged.ByNobody())
        {
            environment[name.Replace("SRE_Judge", "SRE_SecondJudge", StringComparison.Ordinal)] = value;
        }

        var run = await CliRun.With(Check, environment: environment);

        run.ExitCode.ShouldBe(ExitCode.Configuration);
        run.Output.ShouldContain("✓ structured output: passed.");
        run.Output.ShouldContain("Second judge\n");
        run.Output.ShouldContain("✗ reachable: failed.");
    }

    [Fact]
    public async Task Without_a_judge_it_says_what_to_set()
    {
        var run = await CliRun.With(Check);

        run.ExitCode.ShouldBe(ExitCode.Configuration);
        run.Output.ShouldContain("✗ configured: failed.");
        run.Unwrapped.ShouldContain("SRE_Judge__Provider");
    }

    [Fact]
    public async Task A_key_is_never_shown()
    {
        var environment = Judged.ByNobody();
        environment["SRE_Judge__ApiKey"] = "sk-never-to-be-seen";
        environment["SRE_DEBUG"] = "1";

        var run = await CliRun.With(Check, environment: environment);

        (run.Output + run.Error).ShouldNotContain("sk-never-to-be-seen");
    }
}
