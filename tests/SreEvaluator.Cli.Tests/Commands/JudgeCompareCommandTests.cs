using System.Text.Json;
using SreEvaluator.Cli.Tests.Support;
using SreEvaluator.Reports;
using SreEvaluator.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Cli.Tests.Commands;

public sealed class JudgeCompareCommandTests : IDisposable
{
    private const string Quote = "First I would roll back the last release.";

    private const string Labelled =
        """{"id":"a-1","question":"incident-management","writer":"W1","style":"s","text":"First I would roll back the last release.","labels":{}}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_a_second_judge_it_says_what_to_set()
    {
        using var judge = ScriptedJudge.Answering(_ => Covering("mitigate-first"));

        var run = await CliRun.With(Command, environment: Judged.By(judge));

        run.ExitCode.ShouldBe(ExitCode.Configuration);
        run.Error.ShouldContain("SRE_SecondJudge__Provider");
    }

    [Fact]
    public async Task Judges_that_say_the_same_are_near_enough()
    {
        using var judge = ScriptedJudge.Answering(_ => Covering("mitigate-first"));

        var run = await CliRun.With([.. Command, "--json"], environment: Both(judge, judge));

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Output.ShouldContain("\"within\": true", Case.Insensitive);
    }

    [Fact]
    public async Task Judges_that_differ_end_with_a_code_of_their_own_and_the_key_point_named()
    {
        using var first = ScriptedJudge.Answering(_ => Covering("mitigate-first"));
        using var second = ScriptedJudge.Answering(_ => Covering());

        var run = await CliRun.With([.. Command, "--least-agreement", "1"], environment: Both(first, second));

        run.ExitCode.ShouldBe(ExitCode.BeyondTolerance);
        run.Output.ShouldContain("mitigate-first");
    }

    [Fact]
    public async Task Stored_evaluations_stand_for_the_first_judge()
    {
        using var judge = ScriptedJudge.Answering(_ => Covering());
        var stored = _folder.Write("evaluations.jsonl", await StoredAsync("a-1"));

        var run = await CliRun.With([.. Command, "--stored", stored, "--least-agreement", "1", "--json"], environment: Judged.By(judge));

        run.ExitCode.ShouldBe(ExitCode.BeyondTolerance);
        using var json = JsonDocument.Parse(run.Output);
        var flipped = json.RootElement.GetProperty("figures").GetProperty("flipped")[0];
        flipped.GetProperty("keyPoint").GetString().ShouldBe("mitigate-first");
        flipped.GetProperty("lost").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Answers_without_a_stored_evaluation_are_counted_and_cost_no_call()
    {
        using var judge = ScriptedJudge.Answering(_ => Covering());
        var stored = _folder.Write("evaluations.jsonl", await StoredAsync("another"));

        var run = await CliRun.With([.. Command, "--stored", stored], environment: Judged.By(judge));

        run.ExitCode.ShouldBe(ExitCode.NotAssessed);
        run.Output.ShouldContain("1 answer, left out");
        judge.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "found an empty file; expected at least one evaluation.")]
    [InlineData("{}", ":1: found what is no evaluation at $; expected an evaluation on one line, as batch writes it.")]
    public async Task Stored_evaluations_that_are_none_are_refused(string content, string message)
    {
        using var judge = ScriptedJudge.Answering(_ => Covering());

        var run = await CliRun.With([.. Command, "--stored", _folder.Write("evaluations.jsonl", content)], environment: Judged.By(judge));

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldContain(message);
    }

    private async Task<string> StoredAsync(string answerId)
    {
        using var judge = ScriptedJudge.Answering(_ => Covering("mitigate-first"));
        var answer = _folder.Write("answer.txt", Quote);
        var run = await CliRun.With(["grade", "--question", "incident-management", "--answer-file", answer, "--json"], environment: Judged.By(judge));
        var stored = EvaluationJson.Parse(run.Output);
        return (stored with { AnswerId = answerId }).ToLine();
    }

    private string[] Command => ["judge", "compare", "--against", _folder.Write("one.jsonl", Labelled)];

    private static Dictionary<string, string> Both(ScriptedJudge first, ScriptedJudge second)
    {
        var environment = Judged.By(first);
        foreach (var (name, value) in Judged.By(second))
        {
            environment[name.Replace("SRE_Judge__", "SRE_SecondJudge__", StringComparison.Ordinal)] = value;
        }

        return environment;
    }

    private static ScriptedReply Covering(params string[] keyPoints) => keyPoints.Aggregate(
        ScriptedVerdicts.On(RubricLibrary.LoadQuestion(ShippedFiles.Rubrics, "incident-management")!),
        (verdicts, keyPoint) => verdicts.Covered(keyPoint, Quote));
}
