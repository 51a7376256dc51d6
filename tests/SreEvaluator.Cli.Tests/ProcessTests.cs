using System.Text.Json;
using SreEvaluator.Cli.Tests.Support;
using SreEvaluator.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Cli.Tests;

public sealed class ProcessTests
{
    [Fact]
    public async Task A_piped_answer_is_graded_in_plain_text()
    {
        using var process = CliProcess.Start("grade -q incident-management");

        var run = await process.EndAsync("I would roll back first — “at once”.");

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Output.ShouldContain("of 100");
        run.Output.ShouldContain("✗ missing");
        run.Output.ShouldNotContain('\u001b');
        run.Output.Split('\n').ShouldAllBe(line => line == line.TrimEnd());
    }

    [Fact]
    public async Task Piped_json_is_json_and_nothing_else()
    {
        using var process = CliProcess.Start("grade -q incident-management --json");

        var run = await process.EndAsync("I would roll back first.");

        JsonDocument.Parse(run.Output).RootElement.GetProperty("question").GetString().ShouldBe("incident-management");
        run.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("grade -q incident-management", "  ", ExitCode.NotAssessed)]
    [InlineData("grade -q nonsense", "text", ExitCode.Input)]
    [InlineData("grade", "text", ExitCode.Input)]
    [InlineData("grade -q incident-management --grader judge", "text", ExitCode.Configuration)]
    [InlineData("--version", "", ExitCode.Done)]
    public async Task Exit_codes_are_those_of_the_guide(string arguments, string input, int exitCode)
    {
        using var process = CliProcess.Start(arguments);

        (await process.EndAsync(input)).ExitCode.ShouldBe(exitCode);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_while_the_model_thinks_ends_it_with_130_and_no_output(string signal)
    {
        var asked = new TaskCompletionSource();
        using var judge = ScriptedJudge.Answering(_ =>
        {
            asked.TrySetResult();
            return ((ScriptedReply)ScriptedVerdicts.On(RubricLibrary.LoadQuestion(ShippedFiles.Rubrics, "incident-management")!)).After(TimeSpan.FromMinutes(1));
        });
        using var process = CliProcess.Start("grade -q incident-management --json", Judged.By(judge));
        var end = process.EndAsync("I would roll back first.");
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        await process.SignalAsync(signal);

        var run = await end;
        run.ExitCode.ShouldBe(ExitCode.Cancelled);
        run.Error.ShouldBe("Cancelled.\n");
        run.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_signal_while_it_waits_for_the_answer_ends_it_too()
    {
        using var process = CliProcess.Start("grade -q incident-management");
        var end = process.EndAsync();
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);

        await process.SignalAsync("INT");

        (await end).ExitCode.ShouldBe(ExitCode.Cancelled);
    }
}
