using System.Text.Json;
using SreEvaluator.Cli.Tests.Support;
using SreEvaluator.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Cli.Tests.Commands;

public sealed class EvaluateCommandTests : IDisposable
{
    private const string One =
        """{"id":"a-1","question":"incident-management","writer":"W1","style":"s","text":"First I would roll back the last release.","labels":{"mitigate-first":{"verdict":"covered","evidence":"roll back","annotators":["covered"]}}}""";

    private const string Two =
        """{"id":"a-2","question":"incident-management/follow-up","writer":"W2","style":"s","text":"Every half hour.","labels":{"update-cadence":{"verdict":"covered","evidence":"Every half hour","annotators":["covered"]}}}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Json_holds_the_documented_figures_and_the_same_by_question()
    {
        using var judge = ScriptedJudge.Answering(call => Reply(call.Body));
        var file = _folder.Write("two.jsonl", $"{One}\n{Two}\n");

        var run = await CliRun.With(["evaluate", file, "--json"], environment: Judged.By(judge));

        run.ExitCode.ShouldBe(ExitCode.Done);
        using var json = JsonDocument.Parse(run.Output);
        var all = json.RootElement;
        string[] figures =
        [
            "answers", "pairs", "accuracy3", "accuracy2", "macroF1Binary", "macroF1Three", "kappaQuadratic", "scoreMae", "scorePearson",
            "expectedCalibrationError", "notAssessed",
        ];
        string[] named = ["grader", "crossValidatedBy", "seenInTraining", .. figures, "degraded", "byQuestion"];
        named.ShouldBeSubsetOf(all.EnumerateObject().Select(field => field.Name));
        all.GetProperty("grader").GetString().ShouldBe("judge");
        all.GetProperty("accuracy3").GetDouble().ShouldBe(1);
        var question = all.GetProperty("byQuestion").GetProperty("incident-management");
        figures.ShouldBeSubsetOf(question.EnumerateObject().Select(field => field.Name));
        question.GetProperty("pairs").GetInt32().ShouldBe(12);
    }

    [Fact]
    public async Task People_get_a_table_by_question()
    {
        using var judge = ScriptedJudge.Answering(call => Reply(call.Body));
        var file = _folder.Write("two.jsonl", $"{One}\n{Two}\n");

        var run = await CliRun.With(["evaluate", file, "--concurrency", "2"], environment: Judged.By(judge));

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Output.ShouldBeApproved();
    }

    [Fact]
    public async Task Answers_that_the_judge_failed_on_are_counted()
    {
        var run = await CliRun.With(["evaluate", _folder.Write("one.jsonl", One)], environment: Judged.ByNobody());

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Unwrapped.ShouldContain("The configured model failed on 1 of 1 answers, which the local grader graded");
    }

    [Fact]
    public async Task Nothing_assessed_is_told_by_the_exit_code()
    {
        var run = await CliRun.With(["evaluate", _folder.Write("one.jsonl", One), "--grader", "judge", "--json"], environment: Judged.ByNobody());

        run.ExitCode.ShouldBe(ExitCode.NotAssessed);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("notAssessed").GetInt32().ShouldBe(12);
        json.RootElement.GetProperty("accuracy3").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("no json", ":1: found what is no labelled answer")]
    [InlineData("", ": found an empty file; expected at least one labelled answer")]
    [InlineData("""{"id":"a","question":"incident-managment","text":"t","labels":{}}""", ": found the question incident-managment in answer a; expected a question of the rubrics. Did you mean incident-management or")]
    [InlineData("""{"id":"a","question":"incident-management","text":"t","labels":{"roles":{"verdict":"covered"}}}""", ": found the key point roles in answer a; expected a key point of incident-management.")]
    public async Task A_file_that_cannot_be_used_says_why(string content, string message)
    {
        var file = _folder.Write("labelled.jsonl", content);

        var run = await CliRun.With(["evaluate", file]);

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldStartWith($"error: {file}{message}");
    }

    [Fact]
    public async Task A_file_that_is_missing_is_named()
    {
        var run = await CliRun.Of("evaluate /no/such/file.jsonl");

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldBe("error: /no/such/file.jsonl: found no such file; expected a file of labelled answers in JSON lines.\n");
    }

    [Theory]
    [InlineData("--concurrency 0", "error: --concurrency: found 0; expected 1 to 64.")]
    [InlineData("--cross-validate style", "error: --cross-validate: found style; expected writer or question.")]
    [InlineData("--cross-validate writer --grader judge", "error: --cross-validate: found --grader judge; expected the local grader")]
    public async Task Wrong_usage_is_told(string options, string message)
    {
        var run = await CliRun.Of($"evaluate labelled.jsonl {options}");

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldStartWith(message);
    }

    private static ScriptedReply Reply(string request) => request.Contains("update-cadence", StringComparison.Ordinal)
        ? ScriptedVerdicts.On(Question("incident-management/follow-up")).Covered("update-cadence", "Every half hour.")
        : ScriptedVerdicts.On(Question("incident-management")).Covered("mitigate-first", "First I would roll back the last release.");

    private static Question Question(string id) => RubricLibrary.LoadQuestion(ShippedFiles.Rubrics, id)!;
}
