using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging.Abstractions;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Judging;

namespace SreEvaluator.Bench;

/// <summary>The judge's whole path beside a bare Semantic Kernel loop, in turns within one run, against a model with a fixed latency.</summary>
internal static class JudgeThroughput
{
    private const int AtOnce = 64;
    private const int Latency = 200;
    private const int Rounds = 5;
    private const int Answers = 30 * AtOnce;
    private const double Ideal = AtOnce * 1000.0 / Latency;

    /// <summary>Runs it and writes a page of Markdown. Gives 1 where a bar is missed.</summary>
    public static async Task<int> RunAsync(TextWriter page)
    {
        var work = new Work();
        using var server = StartServer(work.Reply);
        try
        {
            var endpoint = new Uri($"{await server.StandardOutput.ReadLineAsync()}/v1");
            var cache = Directory.CreateTempSubdirectory("bench-");
            using var plain = Judge(endpoint, JudgeOptions.NoCache);
            using var caching = Judge(endpoint, Path.Combine(cache.FullName, "replies.db"));
            var bare = new BareLoop(endpoint, work.Question);
            var number = 0;
            (string Name, Func<Task> Grade)[] ways =
            [
                ("bare Semantic Kernel loop", () => bare.AskAsync(Work.Answer(Interlocked.Increment(ref number)))),
                ("judge", Grading(plain)),
                ("judge that keeps each reply in the cache", Grading(caching)),
            ];

            var measured = ways.Select(_ => new List<Measured>()).ToList();
            foreach (var (_, grade) in ways)
            {
                await Measured.RunAsync(4 * AtOnce, AtOnce, _ => grade());
            }

            for (var round = 0; round < Rounds; round++)
            {
                for (var way = 0; way < ways.Length; way++)
                {
                    measured[way].Add(await Measured.RunAsync(Answers, AtOnce, _ => ways[way].Grade()));
                }
            }

            cache.Delete(recursive: true);
            return Write(page, [.. ways.Select(way => way.Name)], measured);

            Func<Task> Grading(IGrader judge) => () => GradeAsync(judge, work, Interlocked.Increment(ref number));
        }
        finally
        {
            server.StandardInput.Close();
            await server.WaitForExitAsync();
        }
    }

    private static JudgeGrader Judge(Uri endpoint, string cache) => new(
        new JudgeOptions
        {
            Provider = JudgeProvider.OpenAICompatible,
            Endpoint = endpoint,
            Model = "bench-model",
            ApiKey = "key",
            MaxConcurrency = AtOnce,
            Cache = cache,
        },
        ScoringRules.Default,
        TimeProvider.System,
        NullLogger<JudgeGrader>.Instance);

    private static async Task GradeAsync(IGrader judge, Work work, int number)
    {
        var evaluation = await judge.GradeAsync(work.Question, Work.Answer(number), CancellationToken.None);
        if (evaluation.Provenance.Cached || !evaluation.Doubts.IsEmpty || evaluation.Verdicts.Count(verdict => verdict.Coverage == Coverage.Covered) != 5)
        {
            throw new InvalidOperationException($"Not what was to be measured: {string.Join("; ", evaluation.Doubts)}.");
        }
    }

    private static Process StartServer(string reply)
    {
        var server = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["model-server", Latency.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        server.StandardInput.WriteLine(reply);
        server.StandardInput.Flush();
        return server;
    }

    private static int Write(TextWriter page, List<string> names, List<List<Measured>> measured)
    {
        string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
        var best = measured.Select(rounds => rounds.Max(one => one.Rate)).ToList();
        var cpu = measured.Select(rounds => Median(rounds.Select(one => one.CpuMilliseconds))).ToList();
        page.WriteLine(Line($"""
            # How fast the judge grades

            {AtOnce} answers at once, a model that replies after {Latency} ms (a server in a process of its own on the same machine), {Answers:N0} answers of 150 words to `incident-management` in each round, {Rounds} rounds, each way once in every round. {Environment.ProcessorCount} cores, .NET {Environment.Version.Major}, {RuntimeInformation.OSArchitecture}. The machine did other work meanwhile, which slows single rounds; so the rate is shown for every round.

            Ideal is {Ideal:F0} answers a second. The bare loop renders the same prompt, sends it with a schema and takes what comes back unread; the judge also has its retries, deadline, breaker and limiter, reads the reply strictly and holds every quote against the answer.

            | | answers a second, round by round | best | of ideal | of the bare loop | CPU an answer (median) |
            |---|---|---|---|---|---|
            """));
        for (var way = 0; way < names.Count; way++)
        {
            page.WriteLine(Line(
                $"| {names[way]} | {string.Join(", ", measured[way].Select(one => one.Rate.ToString("F0", CultureInfo.InvariantCulture)))} | {best[way]:F1} | {best[way] / Ideal:P1} | {best[way] / best[0]:P1} | {cpu[way]:F2} ms |"));
        }

        var (rateHolds, cpuHolds) = (best.Skip(1).All(rate => rate >= 0.95 * Ideal), cpu.Skip(1).All(one => one - cpu[0] < 1));
        page.WriteLine(Line($"""

            Bars: at least 95% of the ideal rate: {(rateHolds ? "held" : "missed")}. CPU under 1 ms an answer beyond the bare loop: {(cpuHolds ? "held" : "missed")} ({cpu[1] - cpu[0]:F2} ms; {cpu[2] - cpu[0]:F2} ms with the cache).

            Run it again: `dotnet run -c Release --project bench/SreEvaluator.Bench > bench/results/judge-throughput.md`
            """));
        return rateHolds && cpuHolds ? 0 : 1;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
