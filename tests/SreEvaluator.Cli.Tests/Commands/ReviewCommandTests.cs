using System.Text.Json;
using Spectre.Console;
using Spectre.Console.Testing;
using SreEvaluator.Cli.Tests.Support;
using SreEvaluator.Grading;
using SreEvaluator.Reviews;
using SreEvaluator.Support;

namespace SreEvaluator.Cli.Tests.Commands;

public sealed class ReviewCommandTests : IDisposable
{
    private const string Text = "I would roll back the last release first, and then tell the customers about it.";

    private readonly TemporaryFolder _folder = new();
    private readonly ScriptedJudge _judge;

    // Of two points the machine is unsure: a critical one that it covers, and one that it misses.
    public ReviewCommandTests() => _judge = ScriptedJudge.Answering(call => ScriptedVerdicts.OnAsked(call)
        .Sure(0.5, "mitigate-first", "covered", "I would roll back the last release first")
        .Sure(0.4, "incident-roles", "missing"));

    private string Out => Path.Combine(_folder.Path, "results");

    private IReadOnlyList<Override> Overrides => [.. File.ReadLines(Path.Combine(Out, "overrides.jsonl")).Select(OverrideJson.Parse)];

    public void Dispose()
    {
        _judge.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_queue_is_listed_where_nobody_sits_at_a_terminal()
    {
        await GradeAsync();

        var run = await CliRun.With(["review", Out, "--json"]);

        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("asked").GetInt32().ShouldBe(1);
        var item = json.RootElement.GetProperty("items")[0];
        item.GetProperty("open").EnumerateArray().Select(point => point.GetString()).ShouldBe(["incident-roles", "mitigate-first"]);
        item.GetProperty("worth").GetDouble().ShouldBeGreaterThan(0);
        (await CliRun.With(["review", Out])).Unwrapped.ShouldContain("critical-uncertain: mitigate-first");
    }

    [Fact]
    public async Task A_decision_is_appended_with_name_and_reason_and_holds_in_the_results()
    {
        await GradeAsync();

        var run = await ReviewAsync(["--by", "Ada"], terminal =>
        {
            terminal.Input.PushKey(new ConsoleKeyInfo('p', ConsoleKey.P, false, false, false));
            terminal.Input.PushTextWithEnter("these words are not there");
            terminal.Input.PushTextWithEnter("tell the customers");
            terminal.Input.PushTextWithEnter("Somebody is told, and nobody leads.");
            terminal.Input.PushKey(new ConsoleKeyInfo('\r', ConsoleKey.Enter, false, false, false));
        });

        run.ExitCode.ShouldBe(ExitCode.Done);
        var first = Overrides[0].ShouldBeOfType<VerdictOverride>();
        (first.Person, first.KeyPoint, first.Verdict, first.Quote, first.Reason).ShouldBe(
            ("Ada", "incident-roles", Coverage.Partial, "tell the customers", "Somebody is told, and nobody leads."));
        Overrides[1].ShouldBeOfType<VerdictOverride>().Verdict.ShouldBe(Coverage.Covered);
        var rows = File.ReadAllLines(Path.Combine(Out, "results.csv"));
        rows[1].ShouldContain("incident-roles: missing to partial (Ada)");
        rows[1].ShouldContain(",done,");
        File.ReadAllText(Path.Combine(Out, "report.html")).ShouldContain("Reviewed by Ada");
        (await CliRun.With(["review", Out])).Output.ShouldContain("Nothing asks for a person.");
    }

    [Fact]
    public async Task Blind_the_machine_is_shown_only_after_the_mark()
    {
        await GradeAsync();

        var seen = string.Empty;
        var run = await ReviewAsync(["--by", "Ada", "--blind"], terminal =>
        {
            terminal.Input.PushKey(new ConsoleKeyInfo('m', ConsoleKey.M, false, false, false));
            terminal.Input.PushTextWithEnter(string.Empty);
            terminal.Input.PushKey(new ConsoleKeyInfo('q', ConsoleKey.Q, false, false, false));
        });

        seen = run.Output;
        seen.IndexOf("Why? Enter for no reason.", StringComparison.Ordinal).ShouldBeLessThan(seen.IndexOf("✗ missing, 40% sure", StringComparison.Ordinal));
        seen.ShouldNotContain("critical-uncertain");
        Overrides.ShouldHaveSingleItem().Blind.ShouldBeTrue();
        using var json = JsonDocument.Parse((await CliRun.With(["review", "agreement", Out, "--json"])).Output);
        json.RootElement.GetProperty("blind").GetProperty("pairs").GetInt32().ShouldBe(1);
        json.RootElement.GetProperty("seeing").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task What_is_taken_back_stays_to_be_read_and_holds_no_longer()
    {
        await GradeAsync();

        await ReviewAsync(["--by", "Ada"], terminal =>
        {
            terminal.Input.PushKey(new ConsoleKeyInfo('\r', ConsoleKey.Enter, false, false, false));
            terminal.Input.PushKey(new ConsoleKeyInfo('u', ConsoleKey.U, false, false, false));
            terminal.Input.PushKey(new ConsoleKeyInfo('q', ConsoleKey.Q, false, false, false));
        });

        Overrides.Count.ShouldBe(2);
        Overrides[1].ShouldBeOfType<Withdrawal>().DecidedAt.ShouldBe(Overrides[0].At);
        await CliRun.With(["report", "batch", Out]);
        File.ReadAllText(Path.Combine(Out, "report.html")).ShouldNotContain("Reviewed by Ada");
        JsonDocument.Parse((await CliRun.With(["review", Out, "--json"])).Output).RootElement.GetProperty("items")[0].GetProperty("open").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task To_take_back_where_nothing_was_decided_moves_nowhere()
    {
        await GradeAsync(copies: 2);
        var first = JsonDocument.Parse((await CliRun.With(["review", Out, "--json"])).Output).RootElement.GetProperty("items")[0].GetProperty("evaluation").GetGuid();

        await ReviewAsync(["--by", "Ada"], terminal =>
        {
            terminal.Input.PushKey(new ConsoleKeyInfo('u', ConsoleKey.U, false, false, false));
            terminal.Input.PushKey(new ConsoleKeyInfo('\r', ConsoleKey.Enter, false, false, false));
            terminal.Input.PushKey(new ConsoleKeyInfo('q', ConsoleKey.Q, false, false, false));
        });

        Overrides.ShouldHaveSingleItem().ShouldBeOfType<VerdictOverride>().ShouldSatisfyAllConditions(
            one => one.Evaluation.ShouldBe(first), one => one.KeyPoint.ShouldBe("incident-roles"));
    }

    [Fact]
    public async Task Any_verdict_of_a_given_answer_can_be_overruled_whether_it_is_in_question_or_not()
    {
        await GradeAsync(copies: 2);

        var run = await ReviewAsync(["--by", "Ada", "--answer", "a1"], terminal =>
        {
            for (var skipped = 0; skipped < 11; skipped++)
            {
                terminal.Input.PushKey(new ConsoleKeyInfo('n', ConsoleKey.N, false, false, false));
            }

            terminal.Input.PushKey(new ConsoleKeyInfo('c', ConsoleKey.C, false, false, false));
            terminal.Input.PushTextWithEnter("tell the customers");
            terminal.Input.PushTextWithEnter("It does.");
        });

        run.Output.ShouldContain("Point 12 of 12: controlled-changes");
        var decided = Overrides.ShouldHaveSingleItem().ShouldBeOfType<VerdictOverride>();
        (decided.KeyPoint, decided.Verdict).ShouldBe(("controlled-changes", Coverage.Covered));
        File.ReadAllText(Path.Combine(Out, "results.csv")).ShouldContain("controlled-changes: missing to covered (Ada)");
    }

    [Theory]
    [InlineData("--answer nobody", "--answer: found no graded answer nobody; expected the id of an answer of")]
    [InlineData("--groups --blind", "--blind: found beside --groups; expected one of them, as groups are of passages that the machine quotes.")]
    public async Task What_can_not_be_reviewed_is_told(string arguments, string message)
    {
        await GradeAsync();

        var run = await CliRun.With(["review", Out, .. arguments.Split(' ')]);

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldContain(message);
    }

    [Fact]
    public async Task Groups_are_decided_once_for_all()
    {
        await GradeAsync(copies: 6);

        await ReviewAsync(["--by", "Ada", "--groups"], terminal =>
        {
            terminal.Input.PushKey(new ConsoleKeyInfo('p', ConsoleKey.P, false, false, false));
            terminal.Input.PushTextWithEnter("A plan alone.");
            terminal.Input.PushKey(new ConsoleKeyInfo('q', ConsoleKey.Q, false, false, false));
        });

        var overrides = Overrides.Cast<VerdictOverride>().ToList();
        overrides.Count.ShouldBeGreaterThan(1);
        overrides.ShouldAllBe(one => !one.Blind && one.KeyPoint == "mitigate-first" && one.Reason == "A plan alone." && one.At == overrides[0].At);
        overrides.Select(one => one.Evaluation).Distinct().Count().ShouldBe(overrides.Count);
    }

    [Fact]
    public async Task What_is_decided_in_full_is_exported_to_train_with()
    {
        await GradeAsync();
        await ReviewAsync(["--by", "Ada"], terminal =>
        {
            terminal.Input.PushKey(new ConsoleKeyInfo('c', ConsoleKey.C, false, false, false));
            terminal.Input.PushTextWithEnter("tell the customers");
            terminal.Input.PushTextWithEnter("It does.");
            terminal.Input.PushKey(new ConsoleKeyInfo('a', ConsoleKey.A, false, false, false));
        });
        var (labelled, exemplars) = (Path.Combine(_folder.Path, "labelled.jsonl"), Path.Combine(_folder.Path, "exemplars.jsonl"));

        var run = await CliRun.With(["review", "export", Out, "--out", labelled, "--exemplars", exemplars]);

        run.ExitCode.ShouldBe(ExitCode.Done);
        var answer = LabelledAnswers.Read(labelled).ShouldHaveSingleItem();
        answer.Writer.ShouldBe("incident-management/a0");
        answer.CoverageOf("incident-roles").ShouldBe(Coverage.Covered);
        answer.Labels["incident-roles"].Evidence.ShouldBe("tell the customers");
        var exemplar = SreEvaluator.Grading.Judging.JudgeExemplars.Read(exemplars).ShouldHaveSingleItem();
        (exemplar.KeyPoint, exemplar.Text, exemplar.Coverage).ShouldBe(("incident-roles", "tell the customers", Coverage.Covered));
        await CliRun.With(
            ["grade", "-q", "incident-management", "--set", $"Judge:Exemplars={exemplars}"], "I restart it."u8.ToArray(), Judged.By(_judge));
        _judge.Calls[^1].Body.ShouldContain("tell the customers");
    }

    [Fact]
    public async Task A_folder_without_a_batch_is_told_and_left_alone()
    {
        var run = await CliRun.With(["review", _folder.Path]);

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldContain("found no batch");
        Directory.EnumerateFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    private async Task GradeAsync(int copies = 1)
    {
        var rows = string.Concat(Enumerable.Range(0, copies).Select(number => $"a{number},incident-management,\"{Text} Number {number}.\"\n"));
        (await CliRun.With(["batch", _folder.Write("a.csv", "id,question,answer\n" + rows), "--out", Out], environment: Judged.By(_judge))).ExitCode.ShouldBe(ExitCode.Done);
    }

    private async Task<CliRun> ReviewAsync(string[] arguments, Action<TestConsole> keys)
    {
        using var terminal = new TestConsole();
        terminal.Profile.Capabilities.Interactive = true;
        terminal.Profile.Width = 160;
        keys(terminal);
        using var input = new MemoryStream();
        var run = await CliRun.At(terminal, ["review", Out, .. arguments], input, null, TestContext.Current.CancellationToken);
        run.Error.ShouldNotContain("error:");
        return run with { Output = terminal.Output };
    }
}
