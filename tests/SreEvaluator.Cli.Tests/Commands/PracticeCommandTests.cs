using System.Text;
using System.Text.Json;
using Spectre.Console;
using Spectre.Console.Testing;
using SreEvaluator.Cli.Tests.Support;
using SreEvaluator.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Cli.Tests.Commands;

public sealed class PracticeCommandTests : IDisposable
{
    private const string First = "I would roll back the last release.";

    private readonly List<string> _choices = [];
    private readonly TemporaryFolder _data = new();
    private readonly TestConsole _console = new TestConsole().Interactive().Width(100);
    private readonly ScriptedJudge _judge = ScriptedJudge.Answering(call => Reply(call.Body));

    private string Folder => Path.Combine(_data.Path, "sre-evaluator");

    private string Draft => Path.Combine(Folder, "drafts", "incident-management.txt");

    public void Dispose()
    {
        _console.Dispose();
        _judge.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task Choose_write_read_add_and_see_what_changed()
    {
        Choose("Incident Management", "Add to this answer, here", "Stop");

        var run = await PractiseAsync([], $"{First}\n.\nOne of us leads.\n.\n");

        run.ExitCode.ShouldBe(ExitCode.Done);
        var output = Unwrapped();
        output.ShouldContain("A critical service is down");
        output.ShouldContain("✓ Mitigate first: “I would roll back the last release.”");
        output.ShouldContain("since your last attempt.");
        output.ShouldContain("+ incident-roles: missing before, covered now");
        var attempts = await File.ReadAllLinesAsync(Path.Combine(Folder, "attempts.jsonl"), TestContext.Current.CancellationToken);
        attempts.Length.ShouldBe(2);
        JsonDocument.Parse(attempts[1]).RootElement.GetProperty("answer").GetString().ShouldBe($"{First}\nOne of us leads.\n");
        File.Exists(Draft).ShouldBeFalse();
    }

    [Fact]
    public async Task The_end_of_the_input_ends_the_answer_too()
    {
        Choose("Stop");

        (await PractiseAsync(["-q", "incident-management"], First)).ExitCode.ShouldBe(ExitCode.Done);

        Unwrapped().ShouldContain("Mitigate first");
    }

    [Fact]
    public async Task Missing_points_stay_hidden_until_they_are_asked_for()
    {
        var statement = Question("incident-management").KeyPoints.Single(point => point.Id == "escalation").Statement;
        Choose("Stop");
        await PractiseAsync(["-q", "incident-management"], First);
        Unwrapped().ShouldNotContain(statement);

        Choose("Show the points that are missing", "Stop");
        await PractiseAsync(["-q", "incident-management"], First);

        Unwrapped().ShouldContain($"The point: {statement}");
    }

    [Fact]
    public async Task The_follow_up_question_is_offered()
    {
        Choose("Answer the follow-up question", "Stop");

        await PractiseAsync(["-q", "incident-management"], $"{First}\n.\nEvery half hour.\n.\n");

        Unwrapped().ShouldContain("Incident Management (incident-management/follow-up)");
        (await HistoryAsync()).Output.ShouldContain("incident-management/follow-up");
    }

    [Fact]
    public async Task The_editor_edits_the_draft_and_later_the_last_answer()
    {
        Choose("Go on with it", "In sed", "Improve this answer in sed", "Stop");
        Directory.CreateDirectory(Path.GetDirectoryName(Draft)!);
        await File.WriteAllTextAsync(Draft, "Nothing.\n", TestContext.Current.CancellationToken);

        await PractiseAsync(["-q", "incident-management"], string.Empty, ("EDITOR", $"sed -i -e '$a {First}'"));

        var last = (await File.ReadAllLinesAsync(Path.Combine(Folder, "attempts.jsonl"), TestContext.Current.CancellationToken))[^1];
        JsonDocument.Parse(last).RootElement.GetProperty("answer").GetString().ShouldBe($"Nothing.\n{First}\n{First}\n");
    }

    [Fact]
    public async Task An_editor_that_fails_is_named_and_the_draft_stays()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Draft)!);
        await File.WriteAllTextAsync(Draft, First, TestContext.Current.CancellationToken);
        Choose("Go on with it", "In false");

        var run = await PractiseAsync(["-q", "incident-management"], string.Empty, ("VISUAL", "false"));

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldContain("error: VISUAL or EDITOR: found false, which ended with code 1; expected an editor that can be run.");
        run.Error.ShouldContain($"What you wrote is kept in {Draft}");
        (await File.ReadAllTextAsync(Draft, TestContext.Current.CancellationToken)).ShouldBe(First);
    }

    [Fact]
    public async Task What_is_typed_survives_a_cancellation_and_is_offered_again()
    {
        using var source = new CancellationTokenSource();
        using var input = new InterruptedInput($"{First}\n", source);

        var cancelled = await PractiseAsync(["-q", "incident-management"], input, source.Token);

        cancelled.ExitCode.ShouldBe(ExitCode.Cancelled);
        cancelled.Error.ShouldContain($"What you wrote is kept in {Draft}");
        (await File.ReadAllTextAsync(Draft, TestContext.Current.CancellationToken)).ShouldBe($"{First}\n");

        Choose("Go on with it", "Stop");
        await PractiseAsync(["-q", "incident-management"], ".\n");

        Unwrapped().ShouldContain("You have a draft of 7 words from ");
        Unwrapped().ShouldContain("✓ Mitigate first");
        File.Exists(Draft).ShouldBeFalse();
    }

    [Fact]
    public async Task A_draft_that_is_not_wanted_is_kept_aside()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Draft)!);
        await File.WriteAllTextAsync(Draft, "An old draft.", TestContext.Current.CancellationToken);
        Choose("Start afresh, and keep it aside", "Stop");

        await PractiseAsync(["-q", "incident-management"], $"{First}\n.\n");

        var aside = Directory.EnumerateFiles(Path.GetDirectoryName(Draft)!).Single();
        (await File.ReadAllTextAsync(aside, TestContext.Current.CancellationToken)).ShouldBe("An old draft.");
    }

    [Fact]
    public async Task An_answer_that_is_too_long_is_refused_and_kept()
    {
        var run = await PractiseAsync(["-q", "incident-management"], new string('a', 70_000) + "\n.\n");

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldContain("found more than 65,536 bytes");
        new FileInfo(Draft).Length.ShouldBe(70_001);
    }

    [Fact]
    public async Task Nothing_written_is_nothing_to_grade()
    {
        var run = await PractiseAsync(["-q", "incident-management"], ".\n");

        run.ExitCode.ShouldBe(ExitCode.Done);
        Unwrapped().ShouldContain("Nothing is written, so there is nothing to grade.");
        _judge.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_terminal_one_answer_comes_from_standard_input()
    {
        await PipedAsync(["practice", "-q", "incident-management"], First);
        var run = await PipedAsync(["practice", "-q", "incident-management", "--json"], "One of us leads.");

        run.ExitCode.ShouldBe(ExitCode.Done);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("attempt").GetProperty("evaluation").GetProperty("question").GetString().ShouldBe("incident-management");
        json.RootElement.GetProperty("change").GetProperty("gained")[0].GetProperty("keyPoint").GetString().ShouldBe("incident-roles");
        json.RootElement.GetProperty("change").GetProperty("lost")[0].GetProperty("keyPoint").GetString().ShouldBe("mitigate-first");
    }

    [Fact]
    public async Task Without_a_terminal_the_question_must_be_named()
    {
        var run = await PipedAsync(["practice"], First);

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldStartWith("error: --question: found nothing; expected the id of a question");
    }

    [Fact]
    public async Task History_lists_attempts_and_passes_over_a_line_that_a_kill_left_torn()
    {
        (await HistoryAsync()).Output.ShouldContain("No attempts yet.");
        await PipedAsync(["practice", "-q", "incident-management"], First);
        await File.AppendAllTextAsync(Path.Combine(Folder, "attempts.jsonl"), "{\"at\":\"2026-0", TestContext.Current.CancellationToken);
        await PipedAsync(["practice", "-q", "incident-management"], First + " One of us leads.");

        var run = await HistoryAsync();

        run.Output.Split('\n').Count(line => line.Contains(" incident-management ", StringComparison.Ordinal)).ShouldBe(2);
        run.Error.ShouldContain("1 line of ");
        using var json = JsonDocument.Parse((await PipedAsync(["practice", "--history", "--json"], string.Empty)).Output);
        json.RootElement.GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_says_what_to_set()
    {
        var file = _data.Write("a-file", "no folder");

        var run = await CliRun.With(["practice", "--history"], environment: new Dictionary<string, string> { ["XDG_DATA_HOME"] = file });

        run.ExitCode.ShouldBe(ExitCode.Configuration);
        run.Error.ShouldContain("set XDG_DATA_HOME to a folder that can");
    }

    private void Choose(params ReadOnlySpan<string> entries) => _choices.AddRange(entries);

    private Task<CliRun> PractiseAsync(string[] arguments, string input, params (string Name, string Value)[] environment) =>
        PractiseAsync(arguments, new MemoryStream(Encoding.UTF8.GetBytes(input)), TestContext.Current.CancellationToken, environment);

    private async Task<CliRun> PractiseAsync(
        string[] arguments, Stream input, CancellationToken cancellationToken, params (string Name, string Value)[] environment)
    {
        var person = new ScriptedPerson(_console, _choices);
        _choices.Clear();
        return await CliRun.At(person, ["practice", .. arguments], input, Environment(environment), cancellationToken);
    }

    private Task<CliRun> PipedAsync(string[] arguments, string input) => CliRun.With(arguments, Encoding.UTF8.GetBytes(input), Environment([]));

    private Task<CliRun> HistoryAsync() => PipedAsync(["practice", "--history"], string.Empty);

    private Dictionary<string, string> Environment((string Name, string Value)[] more)
    {
        var environment = Judged.By(_judge);
        environment["XDG_DATA_HOME"] = _data.Path;
        foreach (var (name, value) in more)
        {
            environment[name] = value;
        }

        return environment;
    }

    private string Unwrapped() => string.Join(' ', _console.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static Question Question(string id) => RubricLibrary.LoadQuestion(ShippedFiles.Rubrics, id)!;

    private static ScriptedReply Reply(string request)
    {
        if (request.Contains("update-cadence", StringComparison.Ordinal))
        {
            return ScriptedVerdicts.On(Question("incident-management/follow-up")).Covered("update-cadence", "Every half hour.");
        }

        var verdicts = ScriptedVerdicts.On(Question("incident-management"));
        if (request.Contains(First, StringComparison.Ordinal))
        {
            verdicts = verdicts.Covered("mitigate-first", First);
        }

        return request.Contains("One of us leads.", StringComparison.Ordinal) ? verdicts.Covered("incident-roles", "One of us leads.") : verdicts;
    }
}
