using System.Globalization;
using System.Text;
using SreEvaluator.Cli.Tests.Support;
using SreEvaluator.Reports;
using SreEvaluator.Support;

namespace SreEvaluator.Cli.Tests;

/// <summary>A batch that is killed again and again, without any chance to clean up.</summary>
public sealed class BatchKillTests : IDisposable
{
    private const int Answers = 2000;
    private const int Kills = 20;
    private const int Concurrency = 8;
    private const int MostCallsBetweenKills = 90;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Killed_at_twenty_random_moments_it_has_each_answer_once_and_pays_no_more_than_what_was_under_way()
    {
        using var judge = ScriptedJudge.Answering(call => ((ScriptedReply)ScriptedVerdicts.OnAsked(call)).After(TimeSpan.FromMilliseconds(20)));
        var table = new StringBuilder("id,question,answer\n");
        for (var i = 0; i < Answers; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"a{i},cost-optimization/follow-up,I would tag what costs number {i}.\n");
        }

        var results = Path.Combine(_folder.Path, "results");
        var evaluations = Path.Combine(results, "evaluations.jsonl");
        var command = $"batch {_folder.Write("a.csv", table.ToString())} --out {results} --grader judge --concurrency {Concurrency} --resume";
        var random = new Random(7);
        var lost = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = CliProcess.Start(command, Judged.By(judge));
            var (end, before) = (process.EndAsync(), judge.Calls.Count);
            // Some come before the first call, most while it grades: after so many calls, however busy the machine is, and a moment more.
            var calls = before + random.Next(MostCallsBetweenKills);
            while (judge.Calls.Count < calls && !end.IsCompleted)
            {
                await Task.Delay(5, TestContext.Current.CancellationToken);
            }

            await Task.Delay(random.Next(50), TestContext.Current.CancellationToken);
            await process.SignalAsync("KILL");
            await end;
            await Task.Delay(100, TestContext.Current.CancellationToken);

            var more = judge.Calls.Count - Whole(evaluations) - lost;
            more.ShouldBeInRange(0, Concurrency, $"calls without a result after kill {kill + 1}, which came {judge.Calls.Count - before} calls after the start");
            lost += more;
        }

        Whole(evaluations).ShouldBeInRange(1, Answers - 1, "the kills came while it graded");
        using var last = CliProcess.Start(command, Judged.By(judge));
        (await last.EndAsync()).ExitCode.ShouldBe(ExitCode.Done);

        var ids = File.ReadLines(evaluations).Select(line => EvaluationJson.Parse(line).AnswerId).ToList();
        ids.Count.ShouldBe(Answers);
        ids.Distinct().Count().ShouldBe(Answers);
        judge.Calls.Count.ShouldBe(Answers + lost);
        File.ReadLines(Path.Combine(results, "results.csv")).Count().ShouldBe(Answers + 1);
    }

    // A line without its end is not there: it is taken off when the batch goes on.
    private static int Whole(string path) => File.Exists(path) ? File.ReadAllBytes(path).Count(letter => letter == (byte)'\n') : 0;
}
