using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SreEvaluator.Grading;
using SreEvaluator.Service.Worker;
using SreEvaluator.Storage;

namespace SreEvaluator.Bench;

/// <summary>How fast answers are accepted and graded by the service's storage and worker.</summary>
internal static class ServiceThroughput
{
    private const int Clients = 16;
    private const int Accepted = 8_000;
    private const int LocalAnswers = 10_000;
    private const int JudgeAnswers = 10_000;
    private const int MemoryAnswers = 100_000;
    private const int Latency = 200;
    private const long Megabyte = 1024 * 1024;

    /// <summary>Runs it and writes a page of Markdown. Gives 1 where a bar is missed.</summary>
    /// <param name="page">Takes the page.</param>
    /// <param name="postgres">An empty PostgreSQL database; null to leave out what needs one.</param>
    /// <param name="memory">Whether to grade the long batch that memory is watched through.</param>
    public static async Task<int> RunAsync(TextWriter page, string? postgres, bool memory)
    {
        var folder = Directory.CreateTempSubdirectory("bench-").FullName;
        string Sqlite(string name) => $"Data Source={Path.Combine(folder, name)}";
        await page.WriteLineAsync(Line($"""
            # How fast the service accepts and grades

            {Environment.ProcessorCount} cores, .NET {Environment.Version.Major}, {RuntimeInformation.OSArchitecture}; clients, database and model server run on the same machine. Load average when it began: {Measured.Load()}; where it is above {Environment.ProcessorCount}, the machine did other work meanwhile and the rates are lower than they would be alone, and processor time is higher, as caches are shared.

            | | rate | bar | processor time of this process |
            |---|---|---|---|
            """));
        var held = true;
        held &= await AcceptAsync(page, "sqlite", Sqlite("accept.db"));
        held &= await GradeAsync(page, "10,000 answers, local grader, SQLite", Sqlite("local.db"), string.Empty, "8", LocalAnswers, GraderChoice.Local, 400);
        using (var server = Start("model-server", Latency.ToString(CultureInfo.InvariantCulture)))
        {
            await server.StandardInput.WriteLineAsync(new Work().Reply);
            await server.StandardInput.FlushAsync();
            var endpoint = $"{await server.StandardOutput.ReadLineAsync()}/v1";
            held &= await GradeAsync(
                page, "judge of 200 ms, 64 calls at once, SQLite", Sqlite("judge.db"), endpoint, "64", JudgeAnswers, GraderChoice.Judge, 0.9 * 64 * 1000 / Latency);
            if (postgres is not null)
            {
                held &= await TwoWorkersAsync(page, postgres, endpoint);
            }

            server.StandardInput.Close();
            await server.WaitForExitAsync();
        }

        if (postgres is not null)
        {
            // Last, or the workers above would grade these answers too.
            held &= await AcceptAsync(page, "postgres", postgres);
        }

        if (memory)
        {
            held &= await MemoryAsync(page, Sqlite("memory.db"));
        }

        await page.WriteLineAsync(Line($"""

            Load average at the end: {Measured.Load()}. Bars: {(held ? "held" : "not all held")}. A rate is counted from the start of the batch, loading of models included, to its last stored evaluation. Accepting is measured at the store, without HTTP.

            Run it again: `SRE_BENCH_POSTGRES='Host=...' dotnet run -c Release --project bench/SreEvaluator.Bench service memory > bench/results/service-throughput.md`
            """));
        Directory.Delete(folder, recursive: true);
        return held ? 0 : 1;
    }

    private static async Task<bool> AcceptAsync(TextWriter page, string provider, string connection)
    {
        using var host = WorkerProcess.Build(provider, connection, string.Empty, "1");
        await host.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        var answers = host.Services.GetRequiredService<AnswerStore>();
        await Measured.RunAsync(Accepted / 10, Clients, _ => SendAsync());
        var waits = new double[Accepted];
        var measured = await Measured.RunAsync(Accepted, Clients, async number =>
        {
            var clock = Stopwatch.GetTimestamp();
            await SendAsync();
            waits[number - 1] = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
        });
        Array.Sort(waits);
        var p99 = waits[(int)(0.99 * waits.Length)];
        await page.WriteLineAsync(Line(
            $"| accept single answers, {Clients} clients, {provider} | {measured.Rate:F0}/s, p99 {p99:F0} ms | 500/s, p99 under 100 ms | {measured.CpuMilliseconds:F2} ms an answer |"));
        return measured.Rate >= 500 && p99 < 100;

        Task SendAsync() => answers.AcceptAsync(
            new NewAnswer(null, "incident-management", Work.Answer(0).Text), new IdempotencyKey("key:bench", Guid.NewGuid().ToString(), "hash"), "key:bench", CancellationToken.None);
    }

    private static async Task<bool> GradeAsync(
        TextWriter page, string name, string connection, string endpoint, string concurrency, int count, GraderChoice grader, double bar)
    {
        using var host = WorkerProcess.Build("sqlite", connection, endpoint, concurrency);
        await host.StartAsync();
        var batch = await FilledAsync(host, count, grader);
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var rate = count / (await GradedAsync(host, batch)).TotalSeconds;
        process.Refresh();
        var cpuMilliseconds = (process.TotalProcessorTime - cpu).TotalMilliseconds / count;
        await page.WriteLineAsync(Line($"| {name} | {rate:F0}/s | {bar:F0}/s | {cpuMilliseconds:F2} ms an answer |"));
        await host.StopAsync();
        return rate >= bar;
    }

    private static async Task<bool> TwoWorkersAsync(TextWriter page, string postgres, string endpoint)
    {
        const int each = 32;
        const double bar = 0.85 * 2 * each * 1000 / Latency;
        using var host = WorkerProcess.Build("postgres", postgres, endpoint, each.ToString(CultureInfo.InvariantCulture));
        await host.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        var workers = Enumerable.Range(0, 2).Select(_ => Start("worker", "postgres", postgres, endpoint, each.ToString(CultureInfo.InvariantCulture))).ToList();
        foreach (var worker in workers)
        {
            while (await worker.StandardOutput.ReadLineAsync() is { } line && line != "ready")
            {
                // What is logged before does not matter.
            }
        }

        var batch = await FilledAsync(host, JudgeAnswers, GraderChoice.Judge);
        var rate = JudgeAnswers / (await GradedAsync(host, batch)).TotalSeconds;
        await page.WriteLineAsync(Line($"| judge of 200 ms, two workers of {each} calls each, PostgreSQL | {rate:F0}/s | {bar:F0}/s | in the workers |"));
        foreach (var worker in workers)
        {
            worker.StandardInput.Close();
            await worker.WaitForExitAsync();
            worker.Dispose();
        }

        return rate >= bar;
    }

    private static async Task<bool> MemoryAsync(TextWriter page, string connection)
    {
        // In a process of its own, so that nothing of the measurements before counts.
        using var host = WorkerProcess.Build("sqlite", connection, string.Empty, "8");
        await host.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        var batch = await FilledAsync(host, MemoryAnswers, GraderChoice.Local);
        using var worker = Start("worker", "sqlite", connection, string.Empty, "8");
        var clock = Stopwatch.StartNew();
        var most = 0L;
        await host.Services.GetRequiredService<BatchStore>().StartAsync(batch.Id, "bench", CancellationToken.None);
        while ((await host.Services.GetRequiredService<BatchStore>().FindAsync(batch.Id, CancellationToken.None))!.State != BatchState.Completed)
        {
            worker.Refresh();
            most = Math.Max(most, worker.WorkingSet64);
            await Task.Delay(500);
        }

        await page.WriteLineAsync(Line(
            $"| memory through a batch of {MemoryAnswers:N0} answers, local grader, SQLite | {most / Megabyte} MB at most, {MemoryAnswers / clock.Elapsed.TotalSeconds:F0}/s | under 400 MB | {worker.TotalProcessorTime.TotalMilliseconds / MemoryAnswers:F2} ms an answer |"));
        worker.StandardInput.Close();
        await worker.WaitForExitAsync();
        return most < 400 * Megabyte;
    }

    private static async Task<Batch> FilledAsync(IHost host, int count, GraderChoice grader)
    {
        var batches = host.Services.GetRequiredService<BatchStore>();
        var batch = await batches.AddAsync("Bench", grader, "bench", CancellationToken.None);
        await batches.AddAnswersAsync(
            batch.Id,
            Enumerable.Range(0, count).Select(number => new NewAnswer(null, "incident-management", Work.Answer(number).Text)).ToAsyncEnumerable(),
            CancellationToken.None);
        await batches.ReadyAsync(batch.Id, response: null, "bench", CancellationToken.None);
        return batch;
    }

    private static async Task<TimeSpan> GradedAsync(IHost host, Batch batch)
    {
        var batches = host.Services.GetRequiredService<BatchStore>();
        var clock = Stopwatch.StartNew();
        await batches.StartAsync(batch.Id, "bench", CancellationToken.None);
        host.Services.GetRequiredService<WorkSignal>().Set();
        while ((await batches.FindAsync(batch.Id, CancellationToken.None))!.State != BatchState.Completed)
        {
            await Task.Delay(50);
        }

        return clock.Elapsed;
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
