using System.IO.Compression;
using System.Text;
using System.Text.Json;
using SreEvaluator.Batches.Packs;
using SreEvaluator.Cli.Tests.Support;
using SreEvaluator.Reports;
using SreEvaluator.Support;

namespace SreEvaluator.Cli.Tests.Commands;

public sealed class ReportCommandTests : IDisposable
{
    private const string Rows = """
        id,question,answer,candidate
        a1,incident-management,"I would roll back the last release first, and then tell the customers.",ada
        a2,cost-optimization/follow-up,I would tag what costs. <b>bold</b> # no heading,ada
        bobs-answer,incident-management,It is somebody else's job.,bob

        """;

    private readonly TemporaryFolder _folder = new();

    private string Out => Path.Combine(_folder.Path, "results");

    private string Pack => Path.Combine(_folder.Path, "pack.zip");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_opinion_says_what_it_is_and_has_only_this_candidates_answers()
    {
        await GradeAsync();

        foreach (var form in (string[])["html", "markdown", "json"])
        {
            var report = (await CliRun.With(["report", "candidate", Out, "--candidate", "ada", "--format", form])).Output;

            report.ShouldContain("This is a second opinion.");
            report.ShouldContain("cost-optimization/follow-up");
            report.ShouldContain("a2");
            report.ShouldNotContain("bobs-answer");
            report.ShouldNotContain("somebody else's job");
        }
    }

    [Fact]
    public async Task What_a_candidate_wrote_is_text_in_each_form()
    {
        using var judge = ScriptedJudge.Answering(call => ScriptedVerdicts.OnAsked(call) is var verdicts && call.Body.Contains("tag what costs", StringComparison.Ordinal)
            ? verdicts.Covered("tagging", "I would tag what costs. <b>bold</b> # no heading")
            : verdicts);
        await GradeAsync(judge);

        (await CliRun.With(["report", "candidate", Out, "-c", "ada", "--format", "html"])).Output.ShouldContain("I would tag what costs. &lt;b&gt;bold");
        (await CliRun.With(["report", "candidate", Out, "-c", "ada"])).Output.ShouldContain("I would tag what costs. \\<b\\>bold\\</b\\> \\# no heading");
    }

    [Fact]
    public async Task The_interviewers_marks_are_compared()
    {
        await GradeAsync();
        var marks = _folder.Write("marks.csv", "candidate,question,keyPoint,verdict,score\nada,incident-management,runbooks,covered,\nada,cost-optimization/follow-up,,,50\nbob,incident-management,,,10\n");

        var run = await CliRun.With(["report", "candidate", Out, "-c", "ada", "--marks", marks, "--json"]);

        using var json = JsonDocument.Parse(run.Output);
        var scenarios = json.RootElement.GetProperty("scenarios");
        var point = scenarios[0].GetProperty("interviewer").GetProperty("points")[0];
        (point.GetProperty("keyPoint").GetString(), point.GetProperty("interviewer").GetString(), point.GetProperty("here").GetString()).ShouldBe(("runbooks", "covered", "missing"));
        var second = scenarios[1].GetProperty("interviewer");
        second.GetProperty("difference").GetDouble().ShouldBe(scenarios[1].GetProperty("score").GetDouble() - 50, 0.01);
    }

    [Fact]
    public async Task Marks_that_cannot_be_read_are_told_by_row()
    {
        await GradeAsync();
        var marks = _folder.Write("marks.csv", "question,keyPoint,verdict\nincident-management,runbooks,good\n");

        var run = await CliRun.With(["report", "candidate", Out, "-c", "ada", "--marks", marks]);

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldContain("marks.csv:2: found the verdict good; expected covered, partial or missing");
    }

    [Fact]
    public async Task An_unknown_candidate_is_told_with_those_there_are()
    {
        await GradeAsync();

        var run = await CliRun.With(["report", "candidate", Out, "-c", "eve"]);

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldContain("such as ada, bob");
    }

    [Fact]
    public async Task The_results_are_written_anew_from_what_the_folder_holds()
    {
        await GradeAsync();
        var (table, report) = (Path.Combine(Out, "results.csv"), Path.Combine(Out, "report.html"));
        var before = File.ReadAllText(table);
        File.Delete(table);
        File.Delete(report);

        (await CliRun.With(["report", "batch", Out])).ExitCode.ShouldBe(ExitCode.Done);

        File.ReadAllText(table).ShouldBe(before);
        File.Exists(report).ShouldBeTrue();
    }

    [Fact]
    public async Task A_pack_of_local_evaluations_holds_and_is_graded_again()
    {
        await GradeAsync();

        (await CliRun.With(["report", "pack", Out, "--out", Pack])).ExitCode.ShouldBe(ExitCode.Done);
        var (exitCode, json) = await VerifyAsync();

        exitCode.ShouldBe(ExitCode.Done);
        (json.GetProperty("sound").GetInt32(), json.GetProperty("repeated").GetInt32(), json.GetProperty("notRepeatable").GetInt32()).ShouldBe((3, 3, 0));
    }

    [Fact]
    public async Task A_pack_of_judged_evaluations_is_read_again_from_its_raw_replies_without_a_call()
    {
        using var judge = ScriptedJudge.Answering(call => ScriptedVerdicts.OnAsked(call));
        var environment = await GradeAsync(judge);
        var calls = judge.Calls.Count;

        (await CliRun.With(["report", "pack", Out, "--out", Pack], environment: environment)).Output.ShouldContain("3 kept of those to 3 judged answers");
        var (exitCode, json) = await VerifyAsync();

        exitCode.ShouldBe(ExitCode.Done);
        json.GetProperty("repeated").GetInt32().ShouldBe(3);
        judge.Calls.Count.ShouldBe(calls);
        using var archive = ZipFile.OpenRead(Pack);
        using var settings = new StreamReader(archive.GetEntry("settings.json")!.Open());
        (await settings.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldNotContain("apiKey");
    }

    [Theory]
    [InlineData("evaluations.jsonl")]
    [InlineData("answers.jsonl")]
    [InlineData("rubrics/incident-management.yaml")]
    public async Task A_changed_file_is_found_by_its_hash(string name)
    {
        await GradeAsync();
        await CliRun.With(["report", "pack", Out, "--out", Pack]);
        Change(name, text => text.Replace('e', 'a'));

        var (exitCode, json) = await VerifyAsync();

        exitCode.ShouldBe(ExitCode.Broken);
        json.GetProperty("problems")[0].GetString().ShouldBe($"{name} is not what its hash says");
    }

    [Fact]
    public async Task A_score_that_was_changed_before_packing_is_found()
    {
        await GradeAsync();
        var path = Path.Combine(Out, "evaluations.jsonl");
        var lines = File.ReadAllLines(path).Select(line => EvaluationJson.Parse(line) with { Score = 99.9 }).Select(evaluation => evaluation.ToLine() + "\n");
        File.WriteAllText(path, string.Concat(lines));
        await CliRun.With(["report", "pack", Out, "--out", Pack]);

        var (exitCode, json) = await VerifyAsync();

        exitCode.ShouldBe(ExitCode.Broken);
        json.GetProperty("problems").GetArrayLength().ShouldBe(3);
        json.GetProperty("problems")[0].GetString()!.ShouldEndWith("the verdicts do not add up to the score");
    }

    [Fact]
    public async Task A_strangers_archive_writes_nothing_outside_and_is_no_pack()
    {
        using (var archive = ZipFile.Open(Pack, ZipArchiveMode.Create))
        {
            using var manifest = new StreamWriter(archive.CreateEntry("manifest.json").Open());
            await manifest.WriteAsync("""{"form":"sre-evaluator-decision-pack/1","program":"x","at":"2026-01-01T00:00:00Z","files":[{"path":"../../evil.txt","bytes":4,"sha256":"00"}]}""");
        }

        var (exitCode, json) = await VerifyAsync();

        exitCode.ShouldBe(ExitCode.Broken);
        json.GetProperty("problems")[0].GetString().ShouldBe("../../evil.txt leads out of the archive");
        (await CliRun.With(["report", "verify", _folder.Write("no.zip", "text")])).ExitCode.ShouldBe(ExitCode.Input);
    }

    [Fact]
    public async Task A_damaged_archive_is_told_wherever_it_is_damaged()
    {
        await GradeAsync();
        await CliRun.With(["report", "pack", Out, "--out", Pack]);
        var whole = File.ReadAllBytes(Pack);
        var random = new Random(1);
        for (var time = 0; time < 60; time++)
        {
            var bytes = time % 3 == 0 ? whole[..random.Next(whole.Length)] : [.. whole];

            // The end of an archive tells where all else is.
            var from = time % 2 == 0 ? Math.Max(0, bytes.Length - 2000) : 0;
            for (var hit = 0; hit < 8 && bytes.Length > 0; hit++)
            {
                bytes[random.Next(from, bytes.Length)] ^= (byte)random.Next(1, 256);
            }

            File.WriteAllBytes(Pack, bytes);
            var to = Directory.CreateDirectory(Path.Combine(_folder.Path, $"to-{time}")).FullName;
            try
            {
                (await DecisionPack.UnpackAsync(Pack, to, TestContext.Current.CancellationToken)).ShouldAllBe(problem => problem.Length > 0);
            }
            catch (Exception failure) when (failure is InputException or IOException)
            {
                failure.Message.ShouldNotBeEmpty();
            }
        }
    }

    [Theory]
    [InlineData("""{"form":"sre-evaluator-decision-pack/1","program":"x","at":"2026-01-01T00:00:00Z","files":null}""")]
    [InlineData("""{"form":"sre-evaluator-decision-pack/1","program":"x","at":"2026-01-01T00:00:00Z","files":[null]}""")]
    [InlineData("""{"form":"sre-evaluator-decision-pack/1","program":"x","at":"2026-01-01T00:00:00Z","files":[{"path":"a","bytes":9223372036854775807,"sha256":"0"},{"path":"b","bytes":9223372036854775807,"sha256":"0"}]}""")]
    public async Task A_manifest_that_says_nothing_is_told(string manifest)
    {
        using (var archive = ZipFile.Open(Pack, ZipArchiveMode.Create))
        {
            using var writer = new StreamWriter(archive.CreateEntry("manifest.json").Open());
            await writer.WriteAsync(manifest);
        }

        (await CliRun.With(["report", "verify", Pack])).ExitCode.ShouldBe(ExitCode.Input);
    }

    [Theory]
    [InlineData("question,keyPoint,verdict\nincident-management,runbooks,covered\nincident-management,runbooks,missing\n", "marks.csv:3: found a mark on what an earlier row marks; expected each key point of an answer, and each score, once.")]
    [InlineData("question,question,score\nincident-management,x,3\n", "marks.csv:1: found the column question again; expected each name once.")]
    public async Task Marks_that_come_twice_are_told(string marks, string message)
    {
        await GradeAsync();

        var run = await CliRun.With(["report", "candidate", Out, "-c", "ada", "--marks", _folder.Write("marks.csv", marks)]);

        run.ExitCode.ShouldBe(ExitCode.Input);
        run.Error.ShouldContain(message);
    }

    [Fact]
    public async Task A_mark_that_names_the_candidate_holds_before_one_for_all()
    {
        await GradeAsync();
        var marks = _folder.Write("marks.csv", "candidate,question,score\nada,incident-management,40\n,incident-management,90\n");

        var run = await CliRun.With(["report", "candidate", Out, "-c", "ada", "--marks", marks, "--json"]);

        using var json = JsonDocument.Parse(run.Output);
        var scenario = json.RootElement.GetProperty("scenarios")[0];
        scenario.GetProperty("interviewer").GetProperty("difference").GetDouble().ShouldBe(scenario.GetProperty("score").GetDouble() - 40, 0.01);
    }

    private async Task<Dictionary<string, string>> GradeAsync(ScriptedJudge? judge = null)
    {
        var environment = judge is null ? [] : Judged.By(judge);
        environment["SRE_Judge__Cache"] = Path.Combine(_folder.Path, "replies.db");
        (await CliRun.With(["batch", _folder.Write("a.csv", Rows), "--out", Out], environment: environment)).ExitCode.ShouldBe(ExitCode.Done);
        return environment;
    }

    private async Task<(int ExitCode, JsonElement Json)> VerifyAsync()
    {
        var run = await CliRun.With(["report", "verify", Pack, "--json"]);
        return (run.ExitCode, JsonDocument.Parse(run.Output).RootElement);
    }

    private void Change(string name, Func<string, string> change)
    {
        using var archive = ZipFile.Open(Pack, ZipArchiveMode.Update);
        var entry = archive.GetEntry(name)!;
        string text;
        using (var reader = new StreamReader(entry.Open()))
        {
            text = reader.ReadToEnd();
        }

        entry.Delete();
        using var writer = new StreamWriter(archive.CreateEntry(name).Open(), new UTF8Encoding(false));
        writer.Write(change(text));
    }
}
