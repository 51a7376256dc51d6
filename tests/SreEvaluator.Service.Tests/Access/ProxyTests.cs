using System.Net;
using System.Net.Http.Headers;
using SreEvaluator.Service.Access;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Access;

public sealed class ProxyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "http")]
    [InlineData("127.0.0.1", "https")]
    public async Task What_is_said_of_TLS_counts_from_a_trusted_proxy_alone(string proxies, string scheme)
    {
        await using var service = await RunningService.StartAsync($"Access:TrustedProxies={proxies}");
        var interviewer = await service.ClientAsync(Role.Interviewer);
        var candidate = await interviewer.PostJsonAsync("/api/v1/candidates", new { name = "Robin" });
        var interview = await interviewer.PostJsonAsync(
            "/api/v1/interviews", new { candidateId = candidate.Text("id"), title = "First round", questions = new[] { "incident-management" } });

        var invited = await interviewer.PostAsync($"/api/v1/interviews/{interview.Text("id")}/invitation", new { }, ("X-Forwarded-Proto", "https"));

        new Uri((await invited.JsonAsync()).Text("link")).Scheme.ShouldBe(scheme);
    }

    [Fact]
    public async Task Who_guesses_keys_gets_no_further_by_naming_other_addresses()
    {
        await using var service = await RunningService.StartAsync("Limits:FailedLoginsPerMinute=5", "Limits:AnonymousRequestsPerMinute=10000");
        var statuses = new List<HttpStatusCode>();

        for (var i = 0; i < 8; i++)
        {
            using var guess = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
            guess.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SecretToken.New(Logins.KeyPrefix));
            guess.Headers.Add("X-Forwarded-For", $"10.0.0.{i}");
            statuses.Add((await service.Anonymous.SendAsync(guess, Token)).StatusCode);
        }

        statuses[^1].ShouldBe(HttpStatusCode.TooManyRequests);
    }
}
