using SreEvaluator.Cli.Tests.Support;
using SreEvaluator.Support;

namespace SreEvaluator.Cli.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("grade --help")]
    [InlineData("practice --help")]
    [InlineData("batch --help")]
    [InlineData("batch regrade --help")]
    [InlineData("review --help")]
    [InlineData("report --help")]
    [InlineData("report candidate --help")]
    [InlineData("report impact --help")]
    [InlineData("report batch --help")]
    [InlineData("report pack --help")]
    [InlineData("report verify --help")]
    [InlineData("review agreement --help")]
    [InlineData("review export --help")]
    [InlineData("judge --help")]
    [InlineData("judge check --help")]
    [InlineData("evaluate --help")]
    [InlineData("train --help")]
    [InlineData("rubric --help")]
    [InlineData("rubric list --help")]
    [InlineData("rubric show --help")]
    [InlineData("rubric lint --help")]
    [InlineData("rubric test --help")]
    public async Task Help_is_approved(string arguments)
    {
        var run = await CliRun.Of(arguments);

        run.ExitCode.ShouldBe(ExitCode.Done);
        // The usage line names the running program, which is the test's.
        run.Output.Replace("SreEvaluator.Cli.Tests", "sre-evaluator", StringComparison.Ordinal)
            .ShouldBeApproved($"Help_{arguments.Replace(" --help", string.Empty, StringComparison.Ordinal).Replace(' ', '_').TrimStart('-')}");
    }

    [Fact]
    public async Task Nothing_asked_for_shows_the_help_and_is_wrong_usage()
    {
        var run = await CliRun.With([]);

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Output.ShouldContain("Exit codes:");
    }

    [Theory]
    [InlineData("grde", "error: Unrecognized command or argument 'grde'.\nCommands: ")]
    [InlineData("rubric", "error: Required command was not provided.\nCommands: list, show, lint, test.\nSee sre-evaluator rubric --help.\n")]
    [InlineData("rubric list --jsn", "error: Unrecognized command or argument '--jsn'.\nSee sre-evaluator rubric list --help.\n")]
    [InlineData("rubric show", "error: Required argument 'question' missing for command: 'show'.\nSee sre-evaluator rubric show --help.\n")]
    [InlineData(
        "rubric list --set Review=3",
        "error: --set: found Review=3; expected section:name=value, such as Judge:Provider=ollama.\nSee sre-evaluator rubric list --help.\n")]
    [InlineData("evaluate x.jsonl --concurrency many", "error: --concurrency: found many; expected 1 to 64.\nSee sre-evaluator evaluate --help.\n")]
    [InlineData(
        "judge compare --against x.jsonl --least-agreement 1.5",
        "error: --least-agreement: found 1.5; expected 0 to 1.\nSee sre-evaluator judge compare --help.\n")]
    [InlineData(
        "rubric test x.yaml --answers x.jsonl --greatest-shift NaN",
        "error: --greatest-shift: found NaN; expected 0 to 100.\nSee sre-evaluator rubric test --help.\n")]
    public async Task Wrong_usage_says_what_is_wrong_and_where_the_help_is(string arguments, string message)
    {
        var run = await CliRun.Of(arguments);

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldStartWith(message);
        run.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Review:BandMargin=99", "error: Review:BandMargin is 99; expected 0 to 10. Set it in appsettings.json or as SRE_Review__BandMargin=2\n")]
    [InlineData("Review:BandMargin=wide", "error: Failed to convert configuration value 'wide' at 'Review:BandMargin' to type 'System.Double'. Settings come from")]
    [InlineData("Review:BandMragin=2", "error: Review:BandMragin is no setting. Did you mean Review:BandMargin")]
    [InlineData("Judge:Modell=m", "error: Judge:Modell is no setting. Did you mean Judge:Model")]
    [InlineData("SecondJudge:Prvider=none", "error: SecondJudge:Prvider is no setting. Did you mean SecondJudge:Provider")]
    [InlineData("Grading:Rubrics=", "error: Grading:Rubrics is empty; set it to a folder: SRE_Grading__Rubrics=./my-rubrics\n")]
    public async Task A_wrong_setting_says_what_to_set(string setting, string message)
    {
        var run = await CliRun.With(["rubric", "list", "--set", setting]);

        run.ExitCode.ShouldBe(ExitCode.Configuration);
        run.Error.ShouldStartWith(message);
    }

    [Fact]
    public async Task The_environment_sets_what_the_command_line_does_not()
    {
        var environment = new Dictionary<string, string> { ["SRE_Review__BandMargin"] = "99" };

        (await CliRun.With(["rubric", "list"], environment: environment)).ExitCode.ShouldBe(ExitCode.Configuration);
        (await CliRun.With(["rubric", "list", "--set", "Review:BandMargin=3"], environment: environment)).ExitCode.ShouldBe(ExitCode.Done);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_told_without_a_stack_trace()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "sre-evaluator", "attempts.jsonl"));

        var run = await CliRun.With(
            ["practice", "-q", "incident-management"], "I roll back."u8.ToArray(), new Dictionary<string, string> { ["XDG_DATA_HOME"] = folder.Path });

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldStartWith("error: Access to the path ");
        run.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_bug_is_one_line_and_its_details_come_on_request()
    {
        using var broken = new BrokenInput();

        var run = await CliRun.At(null, ["grade", "-q", "incident-management"], broken, null, TestContext.Current.CancellationToken);
        var detailed = await CliRun.At(
            null, ["grade", "-q", "incident-management"], broken, new Dictionary<string, string> { ["SRE_DEBUG"] = "1" }, TestContext.Current.CancellationToken);

        run.ExitCode.ShouldBe(ExitCode.Bug);
        run.Error.ShouldBe("error: unexpected: NotSupportedException: Broken on purpose. Set SRE_DEBUG=1 to see the details.\n");
        detailed.ExitCode.ShouldBe(ExitCode.Bug);
        detailed.Error.ShouldContain("   at ");
    }

    private sealed class BrokenInput : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Broken on purpose.");

        public override int Read(Span<byte> buffer) => throw new NotSupportedException("Broken on purpose.");
    }
}
