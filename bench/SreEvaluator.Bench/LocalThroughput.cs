using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Local;
using SreEvaluator.Reviews;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Bench;

/// <summary>How many answers the local grader grades in a second, what it takes of memory, and how soon a new process has its first verdict.</summary>
internal static class LocalThroughput
{
    private const int Rounds = 5;
    private const int Repetitions = 8;
    private const int Processes = 10;
    private const double LeastRate = 1500;
    private const double MostColdSeconds = 0.5;
    private const string AnswerText = "First I roll back the last release. Support gets an update every thirty minutes, and a blameless review follows.";

    /// <summary>Runs it and writes a page of Markdown. Gives 1 where a bar is missed.</summary>
    /// <param name="labelled">The labelled answers, whose mix of questions is graded.</param>
    /// <param name="program">The published command line; null to leave its cold start out.</param>
    /// <param name="page">Where the page goes.</param>
    public static async Task<int> RunAsync(string labelled, string? program, TextWriter page)
    {
        var rubrics = RubricLibrary.Load(ShippedFiles.Rubrics);
        var grader = LocalGrader.Load(ShippedFiles.Models, ScoringRules.Default, TimeProvider.System);
        var whole = new FallbackGrader(judge: null, grader, TimeProvider.System);
        var work = LabelledAnswers.Read(labelled).Select(answer => (Question: rubrics.Find(answer.Question)!, answer.Answer)).ToArray();
        (string Name, Func<(Question Question, Answer Answer), Task> Grade)[] ways =
        [
            ("the grader by itself", item => grader.GradeAsync(item.Question, item.Answer, CancellationToken.None)),
            ("with screening and review reasons, as a batch does it", async item =>
                ReviewPolicy.ReasonsFor(await whole.GradeAsync(item.Question, item.Answer, CancellationToken.None), new ReviewOptions())),
        ];

        var rows = new List<string>();
        var (slowest, load) = (double.MaxValue, Measured.Load());
        foreach (var (name, grade) in ways)
        {
            foreach (var atOnce in (int[])[1, 2])
            {
                var rounds = new List<Measured>();
                await RunAsync(grade, atOnce);
                for (var round = 0; round < Rounds; round++)
                {
                    rounds.Add(await RunAsync(grade, atOnce));
                }

                slowest = atOnce == 2 ? Math.Min(slowest, rounds.Min(one => one.Rate)) : slowest;
                rows.Add(Line(
                    $"| {name} | {atOnce} | {string.Join(", ", rounds.Select(one => one.Rate.ToString("F0", CultureInfo.InvariantCulture)))} | {rounds.Min(one => one.Rate):F0} | {Median(rounds.Select(one => one.CpuMilliseconds)):F2} ms |"));
            }
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var (question, answer) in work)
        {
            grader.Grade(question, answer);
        }

        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / 1024.0 / work.Length;
        using var self = Process.GetCurrentProcess();
        var cold = program is null ? [] : Enumerable.Range(0, Processes).Select(_ => Cold(program)).ToList();
        page.WriteLine(Line($"""
            # How fast the local grader grades

            {work.Length} labelled answers to {work.Select(item => item.Question.Id).Distinct().Count()} questions, {work.Average(item => item.Answer.Text.Length):F0} characters each in the mean, {Repetitions} times in each of {Rounds} rounds. {Environment.ProcessorCount} cores, .NET {Environment.Version.Major}, {RuntimeInformation.OSArchitecture}. Load average when it began: {load}; where it is above {Environment.ProcessorCount}, the machine did other work meanwhile.

            | | threads | answers a second, round by round | slowest | CPU an answer (median) |
            |---|---|---|---|---|
            {string.Join('\n', rows)}

            Memory: {allocated:F0} KB allocated an answer, {self.PeakWorkingSet64 / 1024.0 / 1024.0:F0} MB resident at most with rubrics, model and all answers.

            Time to the first verdict in this process, rubrics and model read anew, code compiled already: {FirstVerdict():F0} ms.
            """));
        if (cold.Count > 0)
        {
            page.WriteLine(Line($"""

                `grade` as a whole process, published for the platform and run {Processes} times: {cold.Min(one => one.Seconds):F2} s at best, {Median(cold.Select(one => one.Seconds)):F2} s in the middle, {cold.Max(one => one.Seconds):F2} s at worst; {Median(cold.Select(one => one.Megabytes)):F0} MB resident at most.
                """));
        }

        var rateHolds = slowest >= LeastRate;
        var coldHolds = cold.Count == 0 || Median(cold.Select(one => one.Seconds)) < MostColdSeconds;
        page.WriteLine(Line($"""

            Bars: {LeastRate:N0} answers a second on 2 cores, in the slowest round: {(rateHolds ? "held" : "missed")}. A cold `grade` under {MostColdSeconds} s, in the middle: {(cold.Count == 0 ? "not measured" : coldHolds ? "held" : "missed")}.

            Run it again:

            ```
            dotnet publish src/SreEvaluator.Cli -c Release -r linux-x64 -o /tmp/sre-evaluator
            dotnet run -c Release --project bench/SreEvaluator.Bench -- local-throughput data/labelled-answers.jsonl /tmp/sre-evaluator/sre-evaluator > bench/results/local-throughput.md
            ```
            """));
        return rateHolds && coldHolds ? 0 : 1;

        Task<Measured> RunAsync(Func<(Question Question, Answer Answer), Task> grade, int atOnce) =>
            Measured.RunAsync(Repetitions * work.Length, atOnce, number => Task.Run(() => grade(work[number % work.Length])));
    }

    private static double FirstVerdict()
    {
        var clock = Stopwatch.StartNew();
        var question = RubricLibrary.LoadQuestion(ShippedFiles.Rubrics, "incident-management")!;
        LocalGrader.Load(ShippedFiles.Models, ScoringRules.Default, TimeProvider.System).Grade(question, new Answer("first", AnswerText));
        return clock.Elapsed.TotalMilliseconds;
    }

    private static (double Seconds, double Megabytes) Cold(string program)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(program, ["grade", "--question", "incident-management", "--grader", "local", "--json"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        process.StandardInput.Write(AnswerText);
        process.StandardInput.Close();
        var most = 0L;
        while (!process.WaitForExit(5))
        {
            try
            {
                process.Refresh();
                most = Math.Max(most, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                // It ended meanwhile; what it took before stands.
            }
        }

        return process.ExitCode == 0
            ? (clock.Elapsed.TotalSeconds, most / 1024.0 / 1024.0)
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
