using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SreEvaluator.Cli.Tests.Support;
using SreEvaluator.Grading;
using SreEvaluator.Reports;
using SreEvaluator.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Cli.Tests.Commands;

public sealed partial class GradeCommandTests
{
    private const string Text =
        "First I would roll back the last release, before anybody looks for the cause. One of us leads, another writes to the customers. "
        + "When it is over we find out who broke it.";

    private static readonly string[] Grade = ["grade", "--question", "incident-management"];

    [Fact]
    public async Task The_output_for_people_is_approved()
    {
        using var judge = ScriptedJudge.Saying(Verdicts());

        var run = await CliRun.With(Grade, Encoding.UTF8.GetBytes(Text), Judged.By(judge));

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Error.ShouldBeEmpty();
        Milliseconds().Replace(run.Output, "5 ms").ShouldBeApproved();
    }

    [Fact]
    public async Task Statements_of_gaps_are_shown_only_on_request()
    {
        var statement = RubricLibrary.LoadQuestion(ShippedFiles.Rubrics, "incident-management")!.KeyPoints.Single(point => point.Id == "escalation").Statement;
        var start = statement[..30];

        (await CliRun.With(Grade, Encoding.UTF8.GetBytes(Text))).Output.ShouldNotContain(start);
        (await CliRun.With([.. Grade, "--reveal"], Encoding.UTF8.GetBytes("We rolled back."))).Unwrapped.ShouldContain($"The point: {start}");
        (await CliRun.With([.. Grade, "--reveal", "--json"], Encoding.UTF8.GetBytes("We rolled back."))).Output.ShouldContain(start);
    }

    [Fact]
    public async Task Json_holds_the_evaluation_with_offsets_into_the_answer()
    {
        using var judge = ScriptedJudge.Saying(Verdicts());

        var run = await CliRun.With([.. Grade, "--json"], Encoding.UTF8.GetBytes(Text), Judged.By(judge));

        run.ExitCode.ShouldBe(ExitCode.Done);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("grader").GetString().ShouldBe("judge");
        var evidence = json.RootElement.GetProperty("verdicts").EnumerateArray()
            .Single(verdict => verdict.GetProperty("keyPoint").GetString() == "stakeholder-updates").GetProperty("evidence")[0];
        Text.Substring(evidence.GetProperty("start").GetInt32(), evidence.GetProperty("length").GetInt32()).ShouldBe(evidence.GetProperty("quote").GetString());
    }

    [Fact]
    public async Task The_answer_is_called_as_it_is_said()
    {
        var run = await CliRun.With([.. Grade, "--id", "i-001", "--json", "--grader", "local"], Encoding.UTF8.GetBytes(Text));

        EvaluationJson.Parse(run.Output).AnswerId.ShouldBe("i-001");
    }

    [Fact]
    public async Task A_reply_comes_from_the_cache_until_it_is_not_wanted()
    {
        using var judge = ScriptedJudge.Saying(Verdicts());
        using var folder = new TemporaryFolder();
        var environment = Judged.By(judge);
        environment["SRE_Judge__Cache"] = Path.Combine(folder.Path, "replies.db");
        async Task<int> CallsAfterAsync(params string[] arguments)
        {
            (await CliRun.With([.. Grade, .. arguments], Encoding.UTF8.GetBytes(Text), environment)).ExitCode.ShouldBe(ExitCode.Done);
            return judge.Calls.Count;
        }

        (await CallsAfterAsync()).ShouldBe(1);
        (await CallsAfterAsync()).ShouldBe(1);
        (await CallsAfterAsync("--no-cache")).ShouldBe(2);
    }

    [Fact]
    public async Task An_answer_comes_from_a_file_without_its_byte_order_mark()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("answer.txt", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text)]);

        var run = await CliRun.With([.. Grade, "--answer-file", path, "--json", "--grader", "local"]);

        run.ExitCode.ShouldBe(ExitCode.Done);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("answerId").GetString().ShouldBe("answer.txt");
    }

    [Fact]
    public async Task Without_a_model_the_local_grader_says_that_none_is_needed()
    {
        var run = await CliRun.With(Grade, Encoding.UTF8.GetBytes(Text));

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Unwrapped.ShouldContain("Graded by the local model ");
        run.Unwrapped.ShouldContain("No language model is configured, which is fine");
    }

    [Fact]
    public async Task An_unreachable_model_leaves_a_degraded_grade_that_says_so()
    {
        var run = await CliRun.With(Grade, Encoding.UTF8.GetBytes(Text), Judged.ByNobody());

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Unwrapped.ShouldContain("Degraded: the configured model did not grade this (unreachable: ");
        run.Unwrapped.ShouldContain("The configured model could not grade this answer (unreachable), so the local grader did");
        run.Output.ShouldNotContain("which is fine");
        var json = await CliRun.With([.. Grade, "--json"], Encoding.UTF8.GetBytes(Text), Judged.ByNobody());
        json.Error.ShouldStartWith("warning: Degraded: the configured model did not grade this (unreachable: ");
        using var evaluation = JsonDocument.Parse(json.Output);
        evaluation.RootElement.GetProperty("degraded").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_judge_alone_that_fails_leaves_nothing_assessed()
    {
        var run = await CliRun.With([.. Grade, "--grader", "judge"], Encoding.UTF8.GetBytes(Text), Judged.ByNobody());

        run.ExitCode.ShouldBe(ExitCode.NotAssessed);
        run.Unwrapped.ShouldContain("Not assessed: the configured model gave no usable reply (unreachable).");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t ")]
    [InlineData("...")]
    public async Task A_blank_answer_is_not_assessed_and_no_model_is_asked(string text)
    {
        using var judge = ScriptedJudge.Saying(Verdicts());

        var run = await CliRun.With(Grade, Encoding.UTF8.GetBytes(text), Judged.By(judge));

        run.ExitCode.ShouldBe(ExitCode.NotAssessed);
        run.Unwrapped.ShouldContain("Not assessed: the answer is empty.");
        judge.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_judge_that_is_wanted_and_not_configured_says_what_to_set()
    {
        var run = await CliRun.With([.. Grade, "--grader", "judge"], Encoding.UTF8.GetBytes(Text));

        run.ExitCode.ShouldBe(ExitCode.Configuration);
        run.Error.ShouldStartWith("error: No judge is configured. Set SRE_Judge__Provider to ");
        run.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("SRE_Judge__Provider", "gpt", "error: Judge:Provider is 'gpt', which is none of ")]
    [InlineData("SRE_Judge__Provider", "openai", "error: Judge:Model is not set; set it to ")]
    [InlineData("SRE_Review__LeastConfidence", "2", "error: Review:LeastConfidence is 2; expected 0 to 1.")]
    public async Task A_wrong_setting_is_no_grade(string name, string value, string message)
    {
        var run = await CliRun.With(Grade, Encoding.UTF8.GetBytes(Text), new Dictionary<string, string> { [name] = value });

        run.ExitCode.ShouldBe(ExitCode.Configuration);
        run.Error.ShouldStartWith(message);
    }

    [Fact]
    public async Task An_unknown_question_is_answered_with_the_nearest_ones()
    {
        var run = await CliRun.Of("grade -q incident-managment", Text);

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldBe(
            "error: question: found no question incident-managment; expected the id of a question. "
            + "Did you mean incident-management or incident-management/follow-up?\n");
    }

    [Fact]
    public async Task Input_that_is_no_usable_answer_is_refused()
    {
        using var folder = new TemporaryFolder();
        var large = folder.Write("large.txt", new string('a', Answer.MaxBytes + 1));
        var latin = folder.Write("latin.txt", [(byte)'n', (byte)'a', 0xEF, (byte)'v', (byte)'e']);
        (string Path, string Message)[] cases =
        [
            (large, $"error: {large}: found more than 65,536 bytes; expected at most 65,536."),
            (latin, $"error: {latin}: found bytes that are not UTF-8 at offset 2; expected text in UTF-8."),
            (Path.Combine(folder.Path, "none.txt"), $"error: {Path.Combine(folder.Path, "none.txt")}: found no such file; expected a file with one answer."),
            (folder.Path, $"error: {folder.Path}: found a folder; expected a file with one answer."),
        ];
        foreach (var (path, message) in cases)
        {
            var run = await CliRun.With([.. Grade, "--answer-file", path]);

            run.ExitCode.ShouldBe(ExitCode.Input);
            run.Error.ShouldStartWith(message);
            run.Output.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Standard_input_is_held_to_the_same_rules()
    {
        (await CliRun.With(Grade, new byte[Answer.MaxBytes + 1])).Error.ShouldStartWith("error: standard input: found more than 65,536 bytes;");
        (await CliRun.With(Grade, [0xC3, 0x28])).Error.ShouldStartWith("error: standard input: found bytes that are not UTF-8 at offset 0;");
    }

    [Fact]
    public async Task The_largest_answer_is_graded()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("We roll back. ", 5000)))[..Answer.MaxBytes];

        (await CliRun.With([.. Grade, "--grader", "local"], [.. Encoding.UTF8.Preamble, .. bytes])).ExitCode.ShouldBe(ExitCode.Done);
    }

    [Fact]
    public async Task A_broken_rubric_is_named_by_file_and_line()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("incident-management.yaml", "topic: Mine\nversion: 1\nquestions: 3\n");

        var run = await CliRun.With([.. Grade, "--rubrics", folder.Path], Encoding.UTF8.GetBytes(Text));

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldContain($"error: {path}:3: found ");
    }

    [Fact]
    public async Task A_missing_or_broken_model_is_named()
    {
        using var folder = new TemporaryFolder();
        var environment = new Dictionary<string, string> { ["SRE_Grading__Models"] = folder.Path };

        var missing = await CliRun.With(Grade, Encoding.UTF8.GetBytes(Text), environment);
        foreach (var file in Directory.EnumerateFiles(ShippedFiles.Models))
        {
            folder.Write(Path.GetFileName(file), "this is no model");
        }

        var broken = await CliRun.With(Grade, Encoding.UTF8.GetBytes(Text), environment);

        missing.ExitCode.ShouldBe(ExitCode.Input);
        missing.Error.ShouldContain(folder.Path);
        broken.ExitCode.ShouldBe(ExitCode.Input);
        broken.Error.ShouldContain(folder.Path);
    }

    [Fact]
    public async Task A_hostile_answer_does_not_reach_the_terminal_with_its_control_characters()
    {
        var text = "I would roll back \u001b[2J\u001b]0;owned\u0007 first, before looking for the root cause.";
        using var judge = ScriptedJudge.Saying(ScriptedVerdicts.On(Question()).Covered("mitigate-first", text));

        var run = await CliRun.With(Grade, Encoding.UTF8.GetBytes(text), Judged.By(judge));

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Unwrapped.ShouldContain("I would roll back");
        run.Output.ShouldNotContain('\u001b');
        run.Output.ShouldNotContain('\u0007');
    }

    [Fact]
    public async Task A_cancelled_run_ends_with_130()
    {
        using var judge = ScriptedJudge.Saying(((ScriptedReply)Verdicts()).After(TimeSpan.FromMinutes(1)));
        using var source = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        var run = await CliRun.With(Grade, Encoding.UTF8.GetBytes(Text), Judged.By(judge), cancellationToken: source.Token);

        run.ExitCode.ShouldBe(ExitCode.Cancelled);
        run.Error.ShouldBe("Cancelled.\n");
        run.Output.ShouldBeEmpty();
    }

    private static Question Question() => RubricLibrary.LoadQuestion(ShippedFiles.Rubrics, "incident-management")!;

    private static ScriptedVerdicts Verdicts() => ScriptedVerdicts.On(Question())
        .Covered("mitigate-first", "First I would roll back the last release, before anybody looks for the cause.")
        .Partial("incident-roles", "One of us leads")
        .Covered("stakeholder-updates", "another writes to the customers")
        .RedFlag("blames-people", "we find out who broke it");

    [GeneratedRegex(@"\d+ ms")]
    private static partial Regex Milliseconds();
}
