using System.Text.RegularExpressions;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Observability;

public sealed partial class LogTests
{
    private const string Marked = "zebra-crossing-7391";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_answer_no_name_and_no_key_is_ever_logged()
    {
        using var logs = new CapturedLogs();
        await using var service = await RunningService.StartAsync(logs);
        var key = await service.KeyAsync(Role.Admin);
        var client = await service.ClientAsync(Role.Admin);
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);

        var candidate = await client.PostJsonAsync("/api/v1/candidates", new { name = $"Name {Marked}" });
        var interview = await client.PostJsonAsync("/api/v1/interviews", new { candidateId = candidate.Text("id"), title = "Round", questions = new[] { "incident-management" } });
        var invitation = await client.PostJsonAsync($"/api/v1/interviews/{interview.Text("id")}/invitation", new { });
        var (answer, _) = await service.AnswerAsync(client, $"I would roll back first, {Marked}.");
        await client.GetAsync($"/api/v1/answers/{answer}/text", Token);
        await client.PostAsync("/api/v1/evaluations", new { question = Marked, answer = Marked, id = $"{Marked}\n" });
        using var broken = new StringContent($"{{\"answer\":\"{Marked}\" oops", System.Text.Encoding.UTF8, "application/json");
        await client.PostAsync("/api/v1/evaluations", broken, Token);
        using var file = new StringContent($"id,question,answer\na,incident-management,{Marked}\nb,{Marked},{Marked}\n", System.Text.Encoding.UTF8, "text/csv");
        await client.PostAsync("/api/v1/batches?title=t", file, Token);
        var made = await client.PostJsonAsync("/api/v1/keys", new { name = "k", role = "admin" });
        var link = Link().Match(service.Output).Value;
        await service.Browser().GetAsync(link, Token);

        logs.Lines.ShouldNotBeEmpty();
        foreach (var secret in (string[])[Marked, key, made.Text("secret"), new Uri(link).Query, new Uri(invitation.Text("link")).Query.Split('=')[1]])
        {
            logs.Lines.Where(line => line.Contains(secret, StringComparison.Ordinal)).ShouldBeEmpty();
        }
    }

    [GeneratedRegex("http://\\S+/sign-in/one-time\\?token=\\S+")]
    private static partial Regex Link();
}
