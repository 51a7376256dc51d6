using System.Text.Json;
using SreEvaluator.Cli.Tests.Support;
using SreEvaluator.Reports;
using SreEvaluator.Support;

namespace SreEvaluator.Cli.Tests.Commands;

public sealed class BatchCommandTests : IDisposable
{
    private const string Three = """
        id,question,answer,candidate
        a1,incident-management,I would roll back the last release first.,ada
        a2,incident-management,"I would tell the customers, and then roll back.",bob
        a3,disaster-recovery,We restore the backups on another region once a month.,ada

        """;

    private readonly TemporaryFolder _folder = new();

    private string Out => Path.Combine(_folder.Path, "results");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_table_becomes_evaluations_tables_and_a_report()
    {
        var run = await BatchAsync(_folder.Write("a.csv", Three));

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Unwrapped.ShouldContain("graded 3 of 3");
        Directory.EnumerateFiles(Out).Select(Path.GetFileName).Order().ShouldBe(
            ["answers.jsonl", "batch.json", "errors.csv", "evaluations.jsonl", "report.html", "results.csv", "results.xlsx"]);
        Evaluations().Select(evaluation => (evaluation.AnswerId, evaluation.Question)).Order().ShouldBe(
            [("a1", "incident-management"), ("a2", "incident-management"), ("a3", "disaster-recovery")]);
        File.ReadLines(Path.Combine(Out, "results.csv")).Skip(1).Select(row => row.Split(',')[0]).ShouldBe(["a1", "a2", "a3"]);
    }

    [Fact]
    public async Task The_samples_are_graded_from_the_table_and_from_the_folder()
    {
        var samples = Path.Combine(SreEvaluator.Support.Repository.Root, "samples");

        (await BatchAsync(Path.Combine(samples, "answers.csv"))).Unwrapped.ShouldContain("graded 20 of 20");
        (await BatchAsync(Path.Combine(samples, "take-homes"), "--out", Out + "-folder")).Unwrapped.ShouldContain("graded 18 of 18");
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_done_and_writes_nothing()
    {
        var input = _folder.Write("a.csv", Three + "a1,incident-management,Again.,ada\na5,nonsense,Text.,ada\n");

        var run = await BatchAsync(
            input, "--dry-run", "--json", "--set", "Judge:Provider=ollama", "--set", "Judge:Model=m", "--set", "Judge:Prices:m:Input=1", "--set", "Judge:Prices:m:Output=2");

        run.ExitCode.ShouldBe(ExitCode.Done);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("answers").GetInt32().ShouldBe(3);
        json.RootElement.GetProperty("leftOut").GetInt32().ShouldBe(2);
        json.RootElement.GetProperty("calls").GetInt32().ShouldBe(3);
        json.RootElement.GetProperty("inputTokens").GetInt32().ShouldBeGreaterThan(3000);
        json.RootElement.GetProperty("cost").GetDecimal().ShouldBeGreaterThan(0.001m);
        Directory.Exists(Out).ShouldBeFalse();
    }

    [Fact]
    public async Task A_dry_run_counts_what_such_a_run_would_grade()
    {
        var input = _folder.Write("a.csv", Three);
        var exemplars = _folder.Write("exemplars.jsonl", """{"question":"incident-management","keyPoint":"mitigate-first","text":"We roll back at once, before we know why it broke.","coverage":"covered"}""" + "\n");
        string[] judged = ["--dry-run", "--json", "--set", "Judge:Provider=ollama", "--set", "Judge:Model=m"];
        await BatchAsync(input, "--sample", "1");

        var all = await ToldAsync(input, judged);
        var sample = await ToldAsync(input, [.. judged, "--sample", "2"]);
        var rest = await ToldAsync(input, [.. judged, "--resume"]);
        var shown = await ToldAsync(input, [.. judged, "--set", $"Judge:Exemplars={exemplars}"]);

        (all.ToGrade, sample.ToGrade, rest.ToGrade).ShouldBe((3, 2, 2));
        (all.Calls, sample.Calls, rest.Calls).ShouldBe((3, 2, 2));
        shown.InputTokens.ShouldBeGreaterThan(all.InputTokens);
    }

    [Fact]
    public async Task A_dry_run_shows_what_is_wrong_with_rows()
    {
        var run = await BatchAsync(_folder.Write("a.csv", Three + "a5,incident-managment,Text.,ada\n"), "--dry-run");

        run.Unwrapped.ShouldContain("1 row left out");
        run.Unwrapped.ShouldContain("a.csv:5: question: found no question incident-managment; expected the id of a question. Did you mean incident-management");
    }

    [Fact]
    public async Task Bad_rows_stop_nothing_and_are_listed()
    {
        var run = await BatchAsync(_folder.Write("a.csv", "id,question,answer\nx,nonsense,Text.\n" + Three[(Three.IndexOf('\n', StringComparison.Ordinal) + 1)..].Replace(",ada", string.Empty, StringComparison.Ordinal).Replace(",bob", string.Empty, StringComparison.Ordinal)));

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Error.ShouldContain("1 row left out");
        File.ReadLines(Path.Combine(Out, "errors.csv")).Skip(1).ShouldHaveSingleItem().ShouldStartWith("a.csv,2,question,no question nonsense,");
    }

    [Fact]
    public async Task Input_without_an_answer_is_wrong_input()
    {
        var run = await BatchAsync(_folder.Write("a.csv", "id,question,answer\nx,nonsense,Text.\n"));

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldContain("found no answer that can be graded");
    }

    [Fact]
    public async Task What_is_graded_is_never_asked_again()
    {
        using var judge = ScriptedJudge.Answering(call => ScriptedVerdicts.OnAsked(call));
        var input = _folder.Write("a.csv", Three);

        await CliRun.With(["batch", input, "--out", Out, "--sample", "1"], environment: Judged.By(judge));
        judge.Calls.Count.ShouldBe(1);
        var refused = await CliRun.With(["batch", input, "--out", Out], environment: Judged.By(judge));
        var resumed = await CliRun.With(["batch", input, "--out", Out, "--resume", "--json"], environment: Judged.By(judge));

        refused.ExitCode.ShouldBe(ExitCode.Input);
        refused.Error.ShouldContain("--resume");
        judge.Calls.Count.ShouldBe(3);
        JsonDocument.Parse(resumed.Output).RootElement.GetProperty("gradedBefore").GetInt32().ShouldBe(1);
        Evaluations().Select(evaluation => evaluation.AnswerId).Order().ShouldBe(["a1", "a2", "a3"]);
    }

    [Fact]
    public async Task A_batch_is_gone_on_with_as_it_was_begun()
    {
        using var judge = ScriptedJudge.Answering(call => ScriptedVerdicts.OnAsked(call));
        var input = _folder.Write("a.csv", Three);
        await BatchAsync(input, "--sample", "1");

        var run = await CliRun.With(["batch", input, "--out", Out, "--resume"], environment: Judged.By(judge));

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldContain("Judge:Model scripted-model");
        run.Error.ShouldContain("what the batch was begun with: Judge:ChunkSize none,");
        judge.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_graded_of_rows_that_the_input_no_longer_has_counts_for_nothing()
    {
        await BatchAsync(_folder.Write("a.csv", Three));

        var run = await BatchAsync(_folder.Write("a.csv", string.Join('\n', Three.Split('\n')[..2])), "--resume", "--json");

        var json = JsonDocument.Parse(run.Output).RootElement;
        (json.GetProperty("total").GetInt32(), json.GetProperty("gradedBefore").GetInt32(), json.GetProperty("graded").GetInt32()).ShouldBe((1, 1, 0));
        Evaluations().Count.ShouldBe(3);
    }

    [Fact]
    public async Task Other_settings_of_the_grader_are_refused_by_name()
    {
        var input = _folder.Write("a.csv", Three);
        await BatchAsync(input, "--sample", "1");

        var run = await BatchAsync(input, "--resume", "--set", "Grading:RedFlagDeduction=7");

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldContain("found Grading:RedFlagDeduction 7; expected what the batch was begun with: Grading:RedFlagDeduction 5.");
    }

    [Fact]
    public async Task A_budget_ends_the_run_and_keeps_what_is_graded()
    {
        using var judge = ScriptedJudge.Answering(call => ScriptedVerdicts.OnAsked(call));
        var environment = Judged.By(judge);
        environment["SRE_Judge__Prices__scripted-model__Input"] = "1000";
        environment["SRE_Judge__Prices__scripted-model__Output"] = "1000";
        environment["SRE_Judge__MaxOutputTokens"] = "2000";
        var input = _folder.Write("a.csv", Three);

        var run = await CliRun.With(["batch", input, "--out", Out, "--max-cost", "11.4", "--concurrency", "1"], environment: environment);

        run.ExitCode.ShouldBe(ExitCode.BudgetUsedUp);
        run.Unwrapped.ShouldContain("--max-cost");
        Evaluations().Count.ShouldBe(judge.Calls.Count);
        judge.Calls.Count.ShouldBeInRange(1, 2);
        (await CliRun.With(["batch", input, "--out", Out, "--resume"], environment: environment)).ExitCode.ShouldBe(ExitCode.Done);
        judge.Calls.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_stop_keeps_what_is_graded_and_says_how_to_go_on()
    {
        using var stop = new CancellationTokenSource();
        var calls = 0;
        using var judge = ScriptedJudge.Answering(call =>
        {
            if (Interlocked.Increment(ref calls) == 2)
            {
                stop.Cancel();
            }

            return ScriptedVerdicts.OnAsked(call);
        });
        var input = _folder.Write("a.csv", Three);

        var run = await CliRun.With(["batch", input, "--out", Out, "--concurrency", "1"], environment: Judged.By(judge), cancellationToken: stop.Token);

        run.ExitCode.ShouldBe(ExitCode.Cancelled);
        run.Error.ShouldContain("--resume");
        Evaluations().Count.ShouldBe(calls);
        (await CliRun.With(["batch", input, "--out", Out, "--resume"], environment: Judged.By(judge))).ExitCode.ShouldBe(ExitCode.Done);
        calls.ShouldBe(3);
    }

    [Fact]
    public async Task Columns_go_by_the_names_that_they_have()
    {
        var run = await BatchAsync(
            _folder.Write("a.csv", "Nr;Response;Team\n7;I would roll back first.;blue\n"), "--map", "id=nr", "--map", "answer=Response", "-q", "incident-management");

        run.ExitCode.ShouldBe(ExitCode.Done);
        var rows = File.ReadAllLines(Path.Combine(Out, "results.csv"));
        rows[0].ShouldStartWith("id,candidate,question,Team,score,");
        rows[1].ShouldStartWith("7,,incident-management,blue,");
    }

    [Fact]
    public async Task Who_wrote_it_and_columns_for_an_audit_reach_the_results_and_no_prompt()
    {
        using var judge = ScriptedJudge.Answering(call => ScriptedVerdicts.OnAsked(call));
        var rows = string.Concat(Enumerable.Range(0, 4).Select(number => $"secret-id-{number},incident-management,I would roll back {number}.,Secretname{number},group-{number % 2}\n"));

        await CliRun.With(["batch", _folder.Write("a.csv", "id,question,answer,candidate,audit_group\n" + rows), "--out", Out], environment: Judged.By(judge));
        var impact = await CliRun.With(["report", "impact", Out, "--column", "audit_group", "--json"]);

        judge.Calls.Count.ShouldBe(4);
        judge.Calls.ShouldAllBe(call => !call.Body.Contains("group-", StringComparison.Ordinal) && !call.Body.Contains("Secretname", StringComparison.Ordinal) && !call.Body.Contains("secret-id", StringComparison.Ordinal));
        File.ReadAllText(Path.Combine(Out, "results.csv")).ShouldContain(",group-1,");
        JsonDocument.Parse(impact.Output).RootElement.GetProperty("groups").EnumerateArray().Select(group => group.GetProperty("candidates").GetInt32()).ShouldBe([2, 2]);
    }

    [Theory]
    [InlineData("--concurrency 0", "--concurrency: found 0; expected 1 to 1024.")]
    [InlineData("--max-cost 0", "--max-cost: found 0; expected more than 0.")]
    [InlineData("--sample 0", "--sample: found 0; expected 1 or more.")]
    [InlineData("--map answer", "--map: found answer; expected id, question, answer or candidate, an equals sign")]
    [InlineData("--delimiter ab", "--delimiter: found ab; expected one character, or tab.")]
    [InlineData("--encoding latin-99", "--encoding: found latin-99; expected the name of an encoding")]
    [InlineData("-q incident-managment", "question: found no question incident-managment")]
    public async Task Wrong_usage_says_what_is_wrong(string arguments, string message)
    {
        var run = await BatchAsync([_folder.Write("a.csv", Three), .. arguments.Split(' ')]);

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldStartWith($"error: {message}");
    }

    private Task<CliRun> BatchAsync(params string[] arguments) =>
        CliRun.With(["batch", .. arguments, .. arguments.Contains("--out") ? Array.Empty<string>() : ["--out", Out]]);

    private async Task<(int ToGrade, int Calls, int InputTokens)> ToldAsync(string input, string[] arguments)
    {
        using var json = JsonDocument.Parse((await BatchAsync([input, .. arguments])).Output);
        return (json.RootElement.GetProperty("toGrade").GetInt32(), json.RootElement.GetProperty("calls").GetInt32(), json.RootElement.GetProperty("inputTokens").GetInt32());
    }

    private List<EvaluationJson> Evaluations() => [.. File.ReadLines(Path.Combine(Out, "evaluations.jsonl")).Select(EvaluationJson.Parse)];
}
