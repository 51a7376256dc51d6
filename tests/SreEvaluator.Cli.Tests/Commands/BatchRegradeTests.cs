using System.Text.Json;
using SreEvaluator.Cli.Tests.Support;
using SreEvaluator.Grading;
using SreEvaluator.Reports;
using SreEvaluator.Reviews;
using SreEvaluator.Support;

namespace SreEvaluator.Cli.Tests.Commands;

public sealed class BatchRegradeTests : IDisposable
{
    private const string Text = "I would roll back the last release first, and then tell the customers.";

    private readonly TemporaryFolder _folder = new();
    private readonly ScriptedJudge _judge;
    private readonly string _rubric;
    private string _verdict = "covered";
    private Action? _onAsked;

    public BatchRegradeTests()
    {
        _judge = ScriptedJudge.Answering(call =>
        {
            _onAsked?.Invoke();
            var verdicts = ScriptedVerdicts.OnAsked(call);
            return call.Body.Contains("[mitigate-first]", StringComparison.Ordinal) ? verdicts.Sure(0.9, "mitigate-first", _verdict, _verdict == "missing" ? [] : [Text]) : verdicts;
        });
        Directory.CreateDirectory(Rubrics);
        _rubric = Path.Combine(Rubrics, "incident-management.yaml");
        File.Copy(Path.Combine(SreEvaluator.Support.Repository.Root, "rubrics", "incident-management.yaml"), _rubric);
    }

    private string Rubrics => Path.Combine(_folder.Path, "rubrics");

    private string Out => Path.Combine(_folder.Path, "results");

    public void Dispose()
    {
        _judge.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Another_weight_moves_scores_without_a_call()
    {
        await GradeAsync();
        Change("weight: 3", "weight: 1");

        var json = await RegradeAsync();

        _judge.Calls.Count.ShouldBe(2);
        json.GetProperty("regraded").GetInt32().ShouldBe(2);
        json.GetProperty("changes")[0].GetProperty("gradedAnew").GetArrayLength().ShouldBe(0);
        json.GetProperty("changes")[0].GetProperty("reweighted").GetArrayLength().ShouldBe(1);
        var answer = json.GetProperty("answers")[0];
        answer.GetProperty("after").GetDouble().ShouldNotBe(answer.GetProperty("before").GetDouble());
        answer.GetProperty("flipped").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_reworded_point_alone_is_asked_and_what_flipped_is_told()
    {
        await GradeAsync();
        Reword();
        _verdict = "missing";

        var json = await RegradeAsync();

        _judge.Calls.Count.ShouldBe(4);
        var asked = _judge.Calls[^1].Json["response_format"]!["json_schema"]!["schema"]!["properties"]!["keyPoints"]!["properties"]!.AsObject();
        asked.Select(point => point.Key).ShouldBe(["mitigate-first"]);
        json.GetProperty("answers")[0].GetProperty("flipped")[0].GetString().ShouldBe("mitigate-first: covered to missing");
        File.ReadAllText(json.GetProperty("table").GetString()!).ShouldContain("mitigate-first: covered to missing");
        File.ReadLines(Path.Combine(Out, "results.csv")).Skip(1).ShouldAllBe(row => row.Contains(",missing,", StringComparison.Ordinal) && !row.Contains(",covered,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_evaluations_before_stay_and_the_new_ones_name_them()
    {
        await GradeAsync();
        var before = Evaluations();
        Reword();

        await RegradeAsync();

        var all = Evaluations();
        all.Take(2).Select(evaluation => evaluation.ToLine()).ShouldBe(before.Select(evaluation => evaluation.ToLine()));
        all.Skip(2).Select(evaluation => evaluation.Replaces).Order().ShouldBe(before.Select(evaluation => (Guid?)evaluation.Id).Order());
        (await RegradeAsync()).GetProperty("changes").GetArrayLength().ShouldBe(0);
        Evaluations().Count.ShouldBe(4);
    }

    [Fact]
    public async Task What_people_decided_holds_on_where_nothing_changed_and_falls_where_the_words_did()
    {
        await GradeAsync();
        var evaluation = Evaluations()[0];
        Decide(evaluation, "runbooks");
        Decide(evaluation, "mitigate-first");
        Reword();

        await RegradeAsync();

        var now = Evaluations().Single(one => one.Replaces == evaluation.Id);
        var carried = File.ReadLines(Path.Combine(Out, "overrides.jsonl")).Select(OverrideJson.Parse).OfType<VerdictOverride>().Where(one => one.Evaluation == now.Id).ShouldHaveSingleItem();
        (carried.KeyPoint, carried.Person).ShouldBe(("runbooks", "Ada"));
        File.ReadAllText(Path.Combine(Out, "results.csv")).ShouldContain("runbooks: missing to covered (Ada)");
    }

    [Fact]
    public async Task The_local_graders_opinion_stays_beside_the_judges()
    {
        await GradeAsync();
        var before = Evaluations()[0];
        before.Local.ShouldNotBeNull();
        Reword();

        await RegradeAsync();

        var now = Evaluations().Single(one => one.Replaces == before.Id);
        now.Local!.Verdicts.Select(verdict => verdict.KeyPoint).ShouldBe(now.Verdicts.Select(verdict => verdict.KeyPoint));
        now.Local.Verdicts.Where(verdict => verdict.KeyPoint != "mitigate-first").ShouldBe(before.Local.Verdicts.Where(verdict => verdict.KeyPoint != "mitigate-first"));
        now.Review.Reasons.Where(reason => reason.StartsWith("graders-apart", StringComparison.Ordinal)).Count()
            .ShouldBe(before.Review.Reasons.Count(reason => reason.StartsWith("graders-apart", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_people_decided_is_in_the_figures_before_and_what_they_took_back_is_not()
    {
        await GradeAsync();
        var (decided, takenBack) = (Evaluations()[0], Evaluations()[1]);
        Decide(decided, "runbooks");
        Decide(takenBack, "runbooks");
        File.AppendAllText(
            Path.Combine(Out, "overrides.jsonl"),
            OverrideJson.ToLine(new Withdrawal(takenBack.Id, DateTimeOffset.UnixEpoch.AddMinutes("runbooks".Length), "Ada", "No.", DateTimeOffset.UnixEpoch.AddDays(1))) + "\n");
        Reword();

        var answers = (await RegradeAsync()).GetProperty("answers").EnumerateArray().ToDictionary(answer => answer.GetProperty("answerId").GetString()!);

        answers[decided.AnswerId].GetProperty("before").GetDouble().ShouldBeGreaterThan(decided.Score!.Value);
        answers[takenBack.AnswerId].GetProperty("before").GetDouble().ShouldBe(takenBack.Score!.Value);
        foreach (var answer in answers.Values)
        {
            answer.GetProperty("after").GetDouble().ShouldBe(answer.GetProperty("before").GetDouble());
            answer.GetProperty("flipped").GetArrayLength().ShouldBe(0);
        }
    }

    [Fact]
    public async Task A_regrade_that_was_stopped_is_gone_on_with_into_one_whole_table()
    {
        await GradeAsync();
        Reword();
        _verdict = "missing";
        using var stop = new CancellationTokenSource();
        _onAsked = stop.Cancel;

        var stopped = await CliRun.With(
            ["batch", "regrade", Out, "--rubrics", Rubrics, "--concurrency", "1"], environment: Judged.By(_judge), cancellationToken: stop.Token);
        _onAsked = null;
        var tables = Directory.EnumerateFiles(Out, "regrade-*").Count();
        var json = await RegradeAsync();

        stopped.ExitCode.ShouldBe(ExitCode.Cancelled);
        stopped.Error.ShouldContain("To go on, give the same command again.");
        tables.ShouldBe(0);
        _judge.Calls.Count.ShouldBe(4);
        json.GetProperty("regraded").GetInt32().ShouldBe(2);
        File.ReadLines(json.GetProperty("table").GetString()!).Count(row => row.Contains("mitigate-first: covered to missing", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task A_dry_run_says_what_is_touched_and_writes_nothing()
    {
        await GradeAsync();
        Reword();

        var run = await CliRun.With(["batch", "regrade", Out, "--rubrics", Rubrics, "--dry-run"], environment: Judged.By(_judge));

        run.Unwrapped.ShouldContain("graded anew mitigate-first");
        _judge.Calls.Count.ShouldBe(2);
        Evaluations().Count.ShouldBe(2);
        Directory.EnumerateFiles(Out, "regrade-*").ShouldBeEmpty();
    }

    [Fact]
    public async Task Resuming_after_a_change_is_refused_and_tells_of_regrade()
    {
        await GradeAsync();
        Reword();

        var run = await CliRun.With(["batch", Path.Combine(_folder.Path, "a.csv"), "--out", Out, "--rubrics", Rubrics, "--resume"], environment: Judged.By(_judge));

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldContain("batch regrade");
    }

    private async Task GradeAsync()
    {
        var input = _folder.Write("a.csv", $"id,question,answer\na1,incident-management,\"{Text}\"\na2,incident-management,\"{Text} Then I write.\"\n");
        (await CliRun.With(["batch", input, "--out", Out, "--rubrics", Rubrics], environment: Judged.By(_judge))).ExitCode.ShouldBe(ExitCode.Done);
    }

    private async Task<JsonElement> RegradeAsync()
    {
        var run = await CliRun.With(["batch", "regrade", Out, "--rubrics", Rubrics, "--json"], environment: Judged.By(_judge));
        run.Error.ShouldBeEmpty();
        return JsonDocument.Parse(run.Output).RootElement;
    }

    private void Decide(EvaluationJson evaluation, string keyPoint) => File.AppendAllText(
        Path.Combine(Out, "overrides.jsonl"),
        OverrideJson.ToLine(new VerdictOverride(evaluation.Id, keyPoint, Coverage.Covered, string.Empty, "Ada", "It does.", DateTimeOffset.UnixEpoch.AddMinutes(keyPoint.Length))) + "\n");

    private void Reword()
    {
        var text = File.ReadAllText(_rubric);
        var start = text.IndexOf("statement:", text.IndexOf("id: mitigate-first", StringComparison.Ordinal), StringComparison.Ordinal);
        File.WriteAllText(_rubric, text.Insert(start + "statement: ".Length, "In the first place, "));
    }

    private void Change(string from, string to)
    {
        var text = File.ReadAllText(_rubric);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        File.WriteAllText(_rubric, text[..at] + to + text[(at + from.Length)..]);
    }

    private List<EvaluationJson> Evaluations() => [.. File.ReadLines(Path.Combine(Out, "evaluations.jsonl")).Select(EvaluationJson.Parse)];
}
