using System.Net;
using System.Text;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Problems;

public sealed class ProblemTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wrong_path_and_a_wrong_method_say_what_to_do()
    {
        await using var service = await RunningService.StartAsync();
        var client = await service.ClientAsync(Role.Interviewer);

        (await (await client.GetAsync("/api/v1/nothing", Token)).ProblemAsync()).ShouldBe("not-found");
        (await (await client.DeleteAsync("/api/v1/version", Token)).ProblemAsync()).ShouldBe("wrong-method");
    }

    [Fact]
    public async Task Too_many_requests_are_refused_with_the_time_to_wait()
    {
        await using var service = await RunningService.StartAsync("Limits:RequestsPerMinute=50");
        var client = await service.ClientAsync(Role.Candidate);

        var responses = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => client.GetAsync("/api/v1/version", Token)));

        var refused = responses.Where(response => response.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        refused.Count.ShouldBeGreaterThanOrEqualTo(5);
        refused[0].Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        (await refused[0].ProblemAsync()).ShouldBe("too-many-requests");
        (await client.GetAsync("/health/live", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        // People in a browser are told on a page.
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var pages = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => client.GetAsync("/nothing", Token)));
        var page = pages.First(response => response.StatusCode == HttpStatusCode.TooManyRequests);
        page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        (await page.Content.ReadAsStringAsync(Token)).ShouldContain($"Wait for {page.Headers.RetryAfter!.Delta!.Value.TotalSeconds} s.");
    }

    [Fact]
    public async Task A_body_over_the_limit_and_one_that_is_no_json_are_refused()
    {
        await using var service = await RunningService.StartAsync("Limits:RequestBytes=300000");
        var client = await service.ClientAsync(Role.Candidate);
        using var huge = Json($"{{\"question\":\"incident-management\",\"answer\":\"{new string('a', 400_000)}\"}}");
        using var deep = Json($"{{\"question\":{new string('[', 10_000)}");
        using var broken = Json("""{"question":"incident-management","answer":"secret words" oops""");

        (await (await client.PostAsync("/api/v1/evaluations", huge, Token)).ProblemAsync()).ShouldBe("too-large");
        (await (await client.PostAsync("/api/v1/evaluations", deep, Token)).ProblemAsync()).ShouldBe("bad-request");
        var response = await client.PostAsync("/api/v1/evaluations", broken, Token);
        (await response.ProblemAsync()).ShouldBe("bad-request");
        (await response.Content.ReadAsStringAsync(Token)).ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_name_that_is_not_the_service_s_own_gets_nothing()
    {
        await using var service = await RunningService.StartAsync();
        var client = await service.ClientAsync(Role.Interviewer);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/version");
        request.Headers.Host = "rebound.example.org";

        (await client.SendAsync(request, Token)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
