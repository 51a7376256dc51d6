using System.Text;
using System.Text.Json;
using SreEvaluator.Cli.Tests.Support;

namespace SreEvaluator.Cli.Tests.Commands;

public sealed class TrainCommandTests : IDisposable
{
    private const string Question = "capacity-planning/follow-up";

    private readonly TemporaryFolder _folder = new();

    private string Models => Path.Combine(_folder.Path, "models");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Trains_a_model_that_grades_and_says_of_its_figures_that_they_flatter()
    {
        var (few, more) = OfTwoWriters();

        var trained = await CliRun.With(["train", "--data", OneFile(few, more), "--out", Models, "--json"]);

        trained.ExitCode.ShouldBe(ExitCode.Done);
        trained.Error.ShouldContain("Training: ");
        using var json = JsonDocument.Parse(trained.Output);
        json.RootElement.GetProperty("answers").GetInt32().ShouldBe(6);
        json.RootElement.GetProperty("unseenWriters").GetProperty("pairs").GetInt32().ShouldBe(42);
        json.RootElement.GetProperty("unseenQuestions").ValueKind.ShouldBe(JsonValueKind.Null);
        json.RootElement.GetProperty("added").ValueKind.ShouldBe(JsonValueKind.Null);
        trained.Error.ShouldContain("warning: only 6 answers to learn from.");
        var environment = new Dictionary<string, string> { ["SRE_Grading__Models"] = Models };
        var graded = await CliRun.With(["grade", "-q", Question, "--json"], Encoding.UTF8.GetBytes("I weigh cost against risk."), environment);
        graded.Output.ShouldContain(json.RootElement.GetProperty("sha256").GetString()!);
        (await CliRun.With(["evaluate", few], environment: environment)).Unwrapped
            .ShouldContain("The local model was trained on these answers, so the figures flatter it.");
    }

    [Fact]
    public async Task Tells_what_added_files_change_on_the_same_held_out_answers_and_warns_of_few()
    {
        var (few, more) = OfTwoWriters();

        var json = await CliRun.With(["train", "--data", few, "--data", more, "--out", Models, "--json"]);
        var text = await CliRun.With(["train", "--data", few, "--data", more, "--out", Models]);

        json.Error.ShouldContain("warning: only 1 answer added.");
        json.Error.ShouldContain("Training: measuring on unseen writers, without what was added: ");
        var added = JsonDocument.Parse(json.Output).RootElement.GetProperty("added");
        (added.GetProperty("answers").GetInt32(), added.GetProperty("writers").GetInt32(), added.GetProperty("few").GetBoolean()).ShouldBe((1, 1, true));
        foreach (var when in (string[])["before", "after"])
        {
            added.GetProperty("onThem").GetProperty(when).GetProperty("pairs").GetInt32().ShouldBe(7);
            added.GetProperty("onAll").GetProperty(when).GetProperty("pairs").GetInt32().ShouldBe(42);
        }

        // Who grades W1 without it learns from W2 alone: from two answers before, and from three after.
        added.GetProperty("onAll").GetProperty("before").ToString().ShouldNotBe(added.GetProperty("onAll").GetProperty("after").ToString());
        text.Unwrapped.ShouldContain("1 answer of 1 writer was added. What they change, on unseen writers, the same answers held out before and after:");
        File.ReadAllText(Path.Combine(Models, "README.md")).ShouldContain("## What the added answers changed");
    }

    [Fact]
    public async Task Measures_without_the_writer_on_request()
    {
        var (few, _) = OfTwoWriters();

        var run = await CliRun.With(["evaluate", few, "--cross-validate", "writer", "--json"]);

        run.ExitCode.ShouldBe(ExitCode.Done);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("crossValidatedBy").GetString().ShouldBe("writer");
        json.RootElement.GetProperty("seenInTraining").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task The_same_answers_twice_are_refused()
    {
        var (few, _) = OfTwoWriters();

        var run = await CliRun.With(["train", "--data", few, "--data", few, "--out", Models]);

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldContain("which another file has too; expected an id of its own for each answer.");
        Directory.Exists(Models).ShouldBeFalse();
    }

    [Fact]
    public async Task A_stopped_training_writes_nothing()
    {
        var (few, more) = OfTwoWriters();
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        var run = await CliRun.With(["train", "--data", few, "--data", more, "--out", Models], cancellationToken: source.Token);

        run.ExitCode.ShouldBe(ExitCode.Cancelled);
        Directory.Exists(Models).ShouldBeFalse();
    }

    private string OneFile(params IEnumerable<string> files) => _folder.Write("one.jsonl", string.Join('\n', files.Select(File.ReadAllText)));

    private (string Few, string More) OfTwoWriters()
    {
        var lines = File.ReadLines(Repository.LabelledAnswers)
            .Where(line => line.Contains($"\"question\": \"{Question}\"", StringComparison.Ordinal)
                && (line.Contains("\"writer\": \"W1\"", StringComparison.Ordinal) || line.Contains("\"writer\": \"W2\"", StringComparison.Ordinal)))
            .OrderBy(line => line, StringComparer.Ordinal)
            .ToList();
        return (_folder.Write("few.jsonl", string.Join('\n', lines.Take(5))), _folder.Write("more.jsonl", string.Join('\n', lines.Skip(5))));
    }
}
