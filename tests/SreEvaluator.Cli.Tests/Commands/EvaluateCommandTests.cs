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

    [Theory]
    [InlineData("key-point", "  mitigate-first")]
    [InlineData("writer", "W2")]
    [InlineData("style", "s ")]
    public async Task The_table_is_by_what_was_asked_for(string by, string row)
    {
        using var judge = ScriptedJudge.Answering(call => Reply(call.Body));
        var file = _folder.Write("two.jsonl", $"{One}\n{Two}\n");

        var run = await CliRun.With(["evaluate", file, "--by", by], environment: Judged.By(judge));

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Output.Split('\n')[0].ShouldStartWith(by.Replace('-', ' '));
        run.Output.ShouldContain($"\n{row}");
    }

    [Fact]
    public async Task Json_holds_the_curve_what_is_sent_and_the_parts()
    {
        using var judge = ScriptedJudge.Answering(call => Reply(call.Body));
        var file = _folder.Write("two.jsonl", $"{One}\n{Two}\n");

        var run = await CliRun.With(["evaluate", file, "--json"], environment: Judged.By(judge));

        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("coverageCurve").GetArrayLength().ShouldBeGreaterThan(0);
        json.RootElement.GetProperty("sentToPeople").GetProperty("sent").GetInt32().ShouldBeInRange(0, 2);
        json.RootElement.GetProperty("reliability").GetArrayLength().ShouldBe(10);
        json.RootElement.GetProperty("byKeyPoint").TryGetProperty("incident-management: mitigate-first", out _).ShouldBeTrue();
        json.RootElement.GetProperty("byWriter").TryGetProperty("W1", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task A_page_is_written_beside_the_table()
    {
        using var judge = ScriptedJudge.Answering(call => Reply(call.Body));
        var file = _folder.Write("two.jsonl", $"{One}\n{Two}\n");
        var page = Path.Combine(_folder.Path, "agreement.html");

        var run = await CliRun.With(["evaluate", file, "--html", page], environment: Judged.By(judge));

        run.ExitCode.ShouldBe(ExitCode.Done);
        var html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        html.ShouldStartWith("<!DOCTYPE html>");
        html.ShouldContain("Graded by the configured model.");
        html.ShouldContain("two.jsonl");
    }

    [Fact]
    public async Task Another_file_can_be_trained_on()
    {
        var all = await File.ReadAllLinesAsync(Path.Combine(SreEvaluator.Support.Repository.Root, "data", "labelled-answers.jsonl"), TestContext.Current.CancellationToken);
        var train = _folder.Write("train.jsonl", string.Join('\n', all.Where(line => !line.Contains("\"writer\": \"W1\"", StringComparison.Ordinal)).Take(40)));
        var test = _folder.Write("test.jsonl", string.Join('\n', all.Where(line => line.Contains("\"writer\": \"W1\"", StringComparison.Ordinal)).Take(3)));

        var run = await CliRun.With(["evaluate", test, "--train", train, "--json"]);

        run.ExitCode.ShouldBe(ExitCode.Done);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("trainedOn")[0].GetString().ShouldBe("train.jsonl");
        json.RootElement.GetProperty("seenInTraining").GetBoolean().ShouldBeFalse();
        json.RootElement.GetProperty("answers").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task An_answer_that_is_measured_on_can_not_be_trained_on()
    {
        var one = _folder.Write("one.jsonl", One);
        var train = _folder.Write("train.jsonl", One.Replace("a-1", "a-9", StringComparison.Ordinal));

        var run = await CliRun.With(["evaluate", one, "--train", train]);

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldContain("found 1 answer that is measured on, first a-9; expected answers that are not measured on.");
    }

    [Fact]
    public async Task Too_little_to_learn_from_is_told()
    {
        var one = _folder.Write("one.jsonl", One);
        var train = _folder.Write("train.jsonl", Two);

        var run = await CliRun.With(["evaluate", one, "--train", train]);

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldContain("found 1 answers to known questions");
    }

    [Fact]
    public async Task The_page_never_overwrites_the_labelled_answers()
    {
        var one = _folder.Write("one.jsonl", One);

        var run = await CliRun.With(["evaluate", one, "--html", one]);

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldContain("which is read as labelled answers");
        (await File.ReadAllTextAsync(one, TestContext.Current.CancellationToken)).ShouldBe(One);
    }

    [Fact]
    public async Task Every_wrong_section_of_the_settings_is_told()
    {
        var run = await CliRun.With(["evaluate", _folder.Write("one.jsonl", One), "--set", "Judge:Provider=ollama", "--set", "Review:BandMargin=99"]);

        run.ExitCode.ShouldBe(ExitCode.Configuration);
        run.Error.ShouldContain("Judge:Model");
        run.Error.ShouldContain("Review:BandMargin is 99");
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
    [InlineData("--by day", "error: --by: found day; expected question or key-point or writer or style.")]
    [InlineData("--cross-validate writer --train x.jsonl", "error: --train: found --cross-validate beside it; expected one of the two.")]
    [InlineData("--train x.jsonl --grader judge", "error: --train: found --grader judge; expected the local grader")]
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
