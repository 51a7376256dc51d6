using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SreEvaluator.Bench;

/// <summary>Candidates who practise at once at a running service: each opens the pages, writes for a while, sends, waits for the feedback and reads it.</summary>
internal static partial class WebLoad
{
    private const int Seed = 1;

    private static readonly (double Least, double Most) SecondsOfWriting = (2, 12);
    private static readonly string[] Topics =
        ["incident-management", "capacity-planning", "disaster-recovery", "cost-optimization", "post-mortem-analysis", "service-level-objectives"];

    /// <summary>Runs it and prints what was measured.</summary>
    /// <param name="address">Where the service is.</param>
    /// <param name="candidates">How many candidates.</param>
    /// <param name="answer">What they send, each with a line of their own.</param>
    /// <param name="output">Where the figures go.</param>
    /// <returns>0 where every request succeeded.</returns>
    public static async Task<int> RunAsync(Uri address, int candidates, string answer, TextWriter output)
    {
        var first = await FirstPageAsync(address);
        var pages = new ConcurrentBag<double>();
        var feedback = new ConcurrentBag<double>();
        var failures = new ConcurrentBag<string>();
        var random = new Random(Seed);
        var writing = Enumerable.Range(0, candidates).Select(_ => SecondsOfWriting.Least + (random.NextDouble() * (SecondsOfWriting.Most - SecondsOfWriting.Least))).ToList();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, candidates).Select(i => PractiseAsync(
            address, Topics[i % Topics.Length], $"{answer}\nAnswer number {i}.", TimeSpan.FromSeconds(writing[i]), pages, feedback, failures)));
        clock.Stop();
        output.WriteLine(Invariant($"first page, nothing cached: {first.Bytes:N0} bytes with all it fetches, {first.Milliseconds:0} ms"));
        output.WriteLine(Invariant($"{candidates} candidates at once, {clock.Elapsed.TotalSeconds:0.0} s from the first page to the last feedback, {failures.Count} failures"));
        output.WriteLine(Invariant($"page loads: {pages.Count}, median {At(pages, .5):0} ms, p95 {At(pages, .95):0} ms, slowest {At(pages, 1):0} ms"));
        output.WriteLine(Invariant($"from sending to feedback: median {At(feedback, .5):0} ms, p95 {At(feedback, .95):0} ms, slowest {At(feedback, 1):0} ms"));
        foreach (var failure in failures.GroupBy(one => one))
        {
            output.WriteLine($"failure: {failure.Key} ({failure.Count()} times)");
        }

        return failures.IsEmpty ? 0 : 1;
    }

    /// <summary>The first page and what it fetches, as a browser takes it over the wire.</summary>
    private static async Task<(long Bytes, double Milliseconds)> FirstPageAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        await client.GetByteArrayAsync("/");
        var clock = Stopwatch.StartNew();
        var page = await client.GetByteArrayAsync("/");
        var fetched = Fetched().Matches(System.Text.Encoding.UTF8.GetString(page)).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal);
        var parts = await Task.WhenAll(fetched.Select(path => client.GetByteArrayAsync(WebUtility.HtmlDecode(path))));
        return (page.Length + parts.Sum(part => part.LongLength), clock.Elapsed.TotalMilliseconds);
    }

    private static async Task PractiseAsync(
        Uri address, string topic, string answer, TimeSpan writing, ConcurrentBag<double> pages, ConcurrentBag<double> feedback, ConcurrentBag<string> failures)
    {
        using var client = new HttpClient { BaseAddress = address };
        try
        {
            await LoadAsync("/");
            await LoadAsync($"/practice/{topic}");
            await Task.Delay(writing);
            var sent = Stopwatch.StartNew();
            using var form = new FormUrlEncodedContent([new("text", answer), new("attempt", Guid.NewGuid().ToString())]);
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/practice/{topic}") { Content = form };
            request.Headers.Accept.ParseAdd("application/json");
            using var response = await client.SendAsync(request);
            response.EnsureSuccessStatusCode();
            var location = Json(await response.Content.ReadAsStringAsync()).GetProperty("location").GetString()!;
            while (!Json(await client.GetStringAsync($"{location}/state")).GetProperty("ready").GetBoolean())
            {
            }

            await LoadAsync(location);
            feedback.Add(sent.Elapsed.TotalMilliseconds);
            await LoadAsync("/practice/progress");
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or JsonException)
        {
            failures.Add(failure.Message);
        }

        async Task LoadAsync(string path)
        {
            var clock = Stopwatch.StartNew();
            await client.GetByteArrayAsync(path);
            pages.Add(clock.Elapsed.TotalMilliseconds);
        }
    }

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private static double At(ConcurrentBag<double> values, double share)
    {
        var ordered = values.Order().ToList();
        return ordered.Count == 0 ? double.NaN : ordered[(int)Math.Round(share * (ordered.Count - 1))];
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("(?:src|href)=\"(/assets/[^\"]+)\"")]
    private static partial Regex Fetched();
}
