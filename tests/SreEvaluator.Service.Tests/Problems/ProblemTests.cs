using System.Net;
using SreEvaluator.Service.Tests.Support;

namespace SreEvaluator.Service.Tests.Problems;

public sealed class ProblemTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wrong_path_and_a_wrong_method_say_what_to_do()
    {
        await using var service = await RunningService.StartAsync();

        (await (await service.Client.GetAsync("/api/v1/nothing", Token)).ProblemAsync()).ShouldBe("not-found");
        (await (await service.Client.DeleteAsync("/api/v1/version", Token)).ProblemAsync()).ShouldBe("wrong-method");
    }

    [Fact]
    public async Task Too_many_requests_are_refused_with_the_time_to_wait()
    {
        await using var service = await RunningService.StartAsync("Limits:AnonymousRequestsPerMinute=50");

        var responses = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => service.Client.GetAsync("/api/v1/version", Token)));

        var refused = responses.Where(response => response.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        refused.Count.ShouldBeGreaterThanOrEqualTo(5);
        refused[0].Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        (await refused[0].ProblemAsync()).ShouldBe("too-many-requests");
        (await service.Client.GetAsync("/health/live", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_name_that_is_not_the_service_s_own_gets_nothing()
    {
        await using var service = await RunningService.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/version");
        request.Headers.Host = "rebound.example.org";

        (await service.Client.SendAsync(request, Token)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
