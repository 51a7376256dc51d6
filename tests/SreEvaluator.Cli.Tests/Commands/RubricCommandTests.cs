using System.Text.Json;
using SreEvaluator.Cli.Tests.Support;

namespace SreEvaluator.Cli.Tests.Commands;

public sealed class RubricCommandTests
{
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
    public async Task A_folder_that_is_not_there_is_named()
    {
        var run = await CliRun.Of("rubric list --rubrics /no/such/folder");

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldBe("error: /no/such/folder: found no such folder; expected a folder of rubrics.\n");
    }
}
