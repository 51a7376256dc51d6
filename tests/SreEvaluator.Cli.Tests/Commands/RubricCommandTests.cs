using System.Text.Json;
using SreEvaluator.Cli.Tests.Support;
using SreEvaluator.Robustness;
using SreEvaluator.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Cli.Tests.Commands;

public sealed class RubricCommandTests
{
    private static readonly string Rubric = Path.Combine(AppContext.BaseDirectory, "rubrics", "incident-management.yaml");
    private static readonly string[] Test = ["rubric", "test", Rubric, "--answers", Cli.Tests.Support.Repository.LabelledAnswers];

    [Fact]
    public async Task Lists_all_questions_within_the_width_of_a_page()
    {
        var run = await CliRun.Of("rubric list");

        run.ExitCode.ShouldBe(ExitCode.Done);
        var lines = run.Output.TrimEnd('\n').Split('\n');
        lines.Length.ShouldBe(19);
        lines.ShouldAllBe(line => line.Length <= 100 && line == line.TrimEnd());
        lines.ShouldContain(line => line.StartsWith("incident-management/follow-up ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lists_all_questions_as_json()
    {
        using var json = JsonDocument.Parse((await CliRun.Of("rubric list --json")).Output);

        json.RootElement.GetArrayLength().ShouldBe(18);
        json.RootElement[1].GetProperty("kind").GetString().ShouldBe("follow-up");
    }

    [Fact]
    public async Task Shows_a_question_with_all_that_it_is_graded_by()
    {
        var run = await CliRun.Of("rubric show incident-management");

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Output.ShouldContain("mitigate-first (weight 3, critical)");
        run.Output.ShouldContain("Red flag: root-cause-first");
        using var json = JsonDocument.Parse((await CliRun.Of("rubric show incident-management --json")).Output);
        json.RootElement.GetProperty("keyPoints")[0].GetProperty("cues").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("incident-managment", "Did you mean incident-management or ")]
    [InlineData("../../etc/passwd", "See them with: sre-evaluator rubric list")]
    public async Task An_unknown_question_is_answered_with_the_nearest_ones(string id, string remedy)
    {
        var run = await CliRun.Of($"rubric show {id}");

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldStartWith($"error: question: found no question {id}; expected the id of a question.");
        run.Error.ShouldContain(remedy);
    }

    [Fact]
    public async Task Lint_finds_no_error_in_the_shipped_rubrics()
    {
        var run = await CliRun.Of("rubric lint --strict");

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Output.ShouldContain("10 rubrics with 18 questions: no errors, 0 warnings, ");
    }

    [Fact]
    public async Task Lint_names_every_error_by_file_and_line()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("my-topic.yaml", "topic: Mine\nversion: 1.0.0\nquestons: []\n");

        var run = await CliRun.With(["rubric", "lint", "--rubrics", folder.Path]);

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldContain($"error: {path}:3: found ");
        run.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Advice_fails_only_where_it_is_to()
    {
        using var folder = new TemporaryFolder();
        folder.Write("my-topic.yaml", """
            topic: Mine
            version: 1.0.0
            questions:
              - id: my-topic
                kind: scenario
                asks: What do you do?
                keyPoints:
                  - id: rests
                    weight: 1
                    statement: Rests on the seventh day.
                    covered: Says so.
                    partial: Rests at some time.
                    cues: [[[seventh]]]
                    exemplars: [On the seventh day I do nothing.]
                    hint: How does the week end?
                    advice: Try it.
                    probe: And on Sunday?
            """);

        var run = await CliRun.With(["rubric", "lint", "--rubrics", folder.Path]);
        var strict = await CliRun.With(["rubric", "lint", "--strict", "--rubrics", folder.Path]);

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Output.ShouldContain("1 rubric with 1 question: no errors, 2 warnings, ");
        strict.ExitCode.ShouldBe(ExitCode.Input);
    }

    [Fact]
    public async Task Test_shows_what_manipulation_and_manner_do_to_a_rubric()
    {
        var run = await CliRun.With([.. Test, "--sample", "1"]);

        run.ExitCode.ShouldBeOneOf(ExitCode.Done, ExitCode.BeyondTolerance);
        foreach (var manipulation in Manipulations.All)
        {
            run.Output.ShouldContain(manipulation.Name);
        }

        run.Output.ShouldContain("name swapped");
        run.Output.ShouldContain("2 clean answers, ");
    }

    [Fact]
    public async Task Test_gives_json_whose_verdict_is_the_exit_code()
    {
        var run = await CliRun.With([.. Test, "--sample", "1", "--json"]);

        using var json = JsonDocument.Parse(run.Output);
        var report = json.RootElement.GetProperty("report");
        report.GetProperty("manipulations").GetArrayLength().ShouldBe(Manipulations.All.Length);
        report.GetProperty("manners").GetArrayLength().ShouldBe(Manners.All.Length);
        run.ExitCode.ShouldBe(json.RootElement.GetProperty("within").GetBoolean() ? ExitCode.Done : ExitCode.BeyondTolerance);
    }

    [Fact]
    public async Task A_judge_that_pays_for_manner_is_beyond_what_is_allowed()
    {
        // It grants a point to whoever writes in capitals.
        var question = RubricFile.Read(Rubric).Questions[0];
        using var judge = ScriptedJudge.Answering(call => call.Messages[^1].Contains("WE SWITCH TO THE FAILOVER REGION", StringComparison.Ordinal)
            ? ScriptedVerdicts.On(question).Covered("mitigate-first", "WE SWITCH TO THE FAILOVER REGION")
            : ScriptedVerdicts.On(question));
        using var folder = new TemporaryFolder();
        var answers = folder.Write(
            "answers.jsonl",
            """{"id":"a","question":"incident-management","text":"When the page comes in, we switch to the failover region and we keep users informed on the status page.","labels":{}}""");

        var run = await CliRun.With(["rubric", "test", Rubric, "--answers", answers, "--grader", "judge", "--json"], environment: Judged.By(judge));

        run.ExitCode.ShouldBe(ExitCode.BeyondTolerance);
        using var json = JsonDocument.Parse(run.Output);
        var report = json.RootElement.GetProperty("report");
        report.GetProperty("flippedByManner")[0].GetProperty("keyPoint").GetString().ShouldBe("mitigate-first");
        report.GetProperty("manners").EnumerateArray().Where(manner => manner.GetProperty("meanShift").GetDouble() > 0)
            .Select(manner => manner.GetProperty("name").GetString()).ShouldBe(["capitals"]);
    }

    [Fact]
    public async Task Test_says_how_much_it_would_grade()
    {
        var run = await CliRun.With([.. Test, "--sample", "1", "--dry-run"]);

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Output.ShouldStartWith("2 clean answers would make 234 texts to grade.");
    }

    [Fact]
    public async Task Test_needs_answers_to_the_rubrics_own_questions()
    {
        using var folder = new TemporaryFolder();
        var answers = folder.Write("answers.jsonl", """{"id":"a","question":"cost-optimization","text":"We shrink it.","labels":{}}""");

        var run = await CliRun.With(["rubric", "test", Rubric, "--answers", answers]);

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldBe(
            $"error: {answers}: found answers to 1 other question, such as cost-optimization; expected an answer to incident-management or incident-management/follow-up.\n");
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_named()
    {
        var run = await CliRun.Of("rubric list --rubrics /no/such/folder");

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldBe("error: /no/such/folder: found no such folder; expected a folder of rubrics.\n");
    }
}
