using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using SreEvaluator.Storage;

namespace SreEvaluator.Bench;

/// <summary>How fast the service accepts single answers: 16 clients on the same machine, each answer on the disk before its reply.</summary>
internal static class AcceptThroughput
{
    private const int Clients = 16;
    private const int Rounds = 3;
    private const int WarmUp = 500;
    private const int Answers = 5000;
    private const double LeastRate = 500;
    private const double MostMilliseconds = 100;

    private static readonly string Body =
        $$"""{"question":"incident-management","grader":"local","answer":"{{string.Join(' ', Enumerable.Repeat("First I would roll back the last release to stop the damage, then tell the customers.", 10))}}"}""";

    /// <summary>Runs it on SQLite, and on PostgreSQL where one is named, and writes a page of Markdown. Gives 1 where a bar is missed.</summary>
    /// <param name="service">The service's program.</param>
    /// <param name="postgres">The connection string of an empty PostgreSQL database; null for none.</param>
    /// <param name="page">Where the page goes.</param>
    public static async Task<int> RunAsync(string service, string? postgres, TextWriter page)
    {
        var load = Measured.Load();
        var folder = Directory.CreateTempSubdirectory("bench-");
        try
        {
            List<(string Name, StorageProvider Provider, string Connection)> databases =
            [
                ("SQLite", StorageProvider.Sqlite, $"Data Source={Path.Combine(folder.FullName, "kept.db")}"),
                .. postgres is null ? [] : new[] { ("PostgreSQL", StorageProvider.Postgres, postgres) },
            ];
            List<(string Name, List<Round> Rounds)> measured = [];
            foreach (var (name, provider, connection) in databases)
            {
                measured.Add((name, await MeasureAsync(service, provider, connection)));
            }

            Write(page, measured, load, postgres is not null);
            return measured.TrueForAll(one => one.Rounds.Min(round => round.Rate) >= LeastRate && one.Rounds.Max(round => round.P99) < MostMilliseconds) ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<Round>> MeasureAsync(string program, StorageProvider provider, string connection)
    {
        var key = await KeyAsync(provider, connection);
        using var service = Process.Start(new ProcessStartInfo(
            program,
            [
                "--urls", "http://127.0.0.1:0", $"--Storage:Provider={provider}", $"--Storage:ConnectionString={connection}",
                "--Worker:Enabled=false", "--Limits:RequestsPerMinute=10000000", "--EndWithInput=true",
            ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Clients }) { BaseAddress = await AddressAsync(service.StandardOutput) };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            await RoundAsync(client, WarmUp);
            List<Round> rounds = [];
            for (var i = 0; i < Rounds; i++)
            {
                rounds.Add(await RoundAsync(client, Answers));
            }

            return rounds;
        }
        finally
        {
            service.StandardInput.Close();
            await service.WaitForExitAsync();
        }
    }

    private static async Task<Round> RoundAsync(HttpClient client, int count)
    {
        var times = new double[count];
        var next = -1;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            int number;
            while ((number = Interlocked.Increment(ref next)) < count)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/evaluations") { Content = new StringContent(Body, Encoding.UTF8, "application/json") };
                request.Headers.Add("Prefer", "respond-async");
                var start = Stopwatch.GetTimestamp();
                using var response = await client.SendAsync(request);
                times[number] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                if ((int)response.StatusCode != 202)
                {
                    throw new InvalidOperationException($"Not accepted: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
                }
            }
        }));
        var elapsed = clock.Elapsed;
        Array.Sort(times);
        return new Round(count / elapsed.TotalSeconds, times[count / 2], times[count * 99 / 100], times[^1]);
    }

    private static async Task<string> KeyAsync(StorageProvider provider, string connection)
    {
        var database = new Database(Options.Create(new StorageOptions { Provider = provider, ConnectionString = connection }), TimeProvider.System);
        await using (database)
        {
            await database.OpenAsync(CancellationToken.None);
            var key = "sre_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
            await new ApiKeyStore(database).AddAsync("bench", hash, Role.Interviewer, [], candidateId: null, expiresAt: null, "system", CancellationToken.None);
            return key;
        }
    }

    private static async Task<Uri> AddressAsync(StreamReader output)
    {
        const string Before = "Now listening on: ";
        while (await output.ReadLineAsync() is { } line)
        {
            if (line.IndexOf(Before, StringComparison.Ordinal) is >= 0 and var start)
            {
                // The pipe is read on, so that the service never waits for it.
                _ = output.ReadToEndAsync();
                return new Uri(line[(start + Before.Length)..]);
            }
        }

        throw new InvalidOperationException("The service ended before it listened.");
    }

    private static void Write(TextWriter page, List<(string Name, List<Round> Rounds)> measured, string load, bool both)
    {
        page.WriteLine("# How fast the service accepts answers");
        page.WriteLine();
        page.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Clients} clients, each sending its next answer of {Body.Length} bytes when the last one was accepted (`POST /api/v1/evaluations`, `Prefer: respond-async`), {Answers:N0} answers a round after {WarmUp} to warm up, {Rounds} rounds. The service in a process of its own, client and database on the same machine; the worker of this process is off, so that accepting is measured and nothing else. Each answer is on the disk before its reply, with its entry in the audit trail. {Environment.ProcessorCount} cores, .NET {Environment.Version.Major}, {RuntimeInformation.OSArchitecture}. Load average when it began: {load}; where it is above {Environment.ProcessorCount}, the machine did other work meanwhile."));
        page.WriteLine();
        page.WriteLine("| database | answers a second, round by round | median, ms | p99, ms | longest, ms |");
        page.WriteLine("|---|---|---|---|---|");
        foreach (var (name, rounds) in measured)
        {
            page.WriteLine($"| {name} | {List(rounds, round => round.Rate, "0")} | {List(rounds, round => round.Median, "0.0")} | {List(rounds, round => round.P99, "0.0")} | {List(rounds, round => round.Longest, "0")} |");
        }

        page.WriteLine();
        foreach (var (name, rounds) in measured)
        {
            var (rate, p99) = (rounds.Min(round => round.Rate) >= LeastRate, rounds.Max(round => round.P99) < MostMilliseconds);
            page.WriteLine($"{name}: at least 500 a second {(rate ? "held" : "MISSED")}, p99 under 100 ms {(p99 ? "held" : "MISSED")} (in every round).");
        }

        page.WriteLine();
        page.WriteLine($"Run it again: `dotnet build -c Release src/SreEvaluator.Service && dotnet run -c Release --project bench/SreEvaluator.Bench -- accept src/SreEvaluator.Service/bin/Release/net10.0/sre-evaluator-service{(both ? " \"Host=...;Database=...;Username=...\"" : string.Empty)}`");
    }

    private static string List(List<Round> rounds, Func<Round, double> value, string format) =>
        string.Join(", ", rounds.Select(round => value(round).ToString(format, CultureInfo.InvariantCulture)));

    private sealed record Round(double Rate, double Median, double P99, double Longest);
}
