using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Service.Tests.Web;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Reference;

public sealed partial class ReferenceTests(Chromium chromium)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_description_names_every_operation_once()
    {
        await using var service = await RunningService.StartAsync();
        var client = await service.ClientAsync(Role.Interviewer);

        var document = await (await client.GetAsync("/api/v1/openapi.json", Token)).JsonAsync();

        document.GetProperty("openapi").GetString()!.ShouldStartWith("3.");
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).ToList();
        operations.ShouldAllBe(operation => operation.Value.GetProperty("summary").GetString()!.Length > 0);
        operations.Select(operation => operation.Value.GetProperty("operationId").GetString()).ShouldBeUnique();
    }

    [Fact]
    public async Task The_page_takes_everything_from_this_service()
    {
        await using var service = await RunningService.StartAsync();
        var client = await service.ClientAsync(Role.Candidate);

        var response = await client.GetAsync("/api/reference", Token);

        var page = await response.Content.ReadAsStringAsync(Token);
        var sources = Source().Matches(page).Select(match => match.Groups[1].Value).ToList();
        sources.ShouldBe(["/api/reference/scalar.js", "/api/reference/start.js"]);
        foreach (var source in sources)
        {
            (await client.GetAsync(source, Token)).IsSuccessStatusCode.ShouldBeTrue();
        }

        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'none'; script-src 'self'; ");
        policy.ShouldNotContain("http");
    }

    [Fact]
    public async Task The_page_shows_the_operations_and_breaks_no_rule()
    {
        await using var service = await WebService.StartAsync();
        await using var visit = await Visit.StartAsync(chromium, service);
        await visit.SignInAsync(service, Role.Interviewer);

        await visit.Page.GotoAsync("/api/reference");

        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "The version of the service" })).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByText("Share", new() { Exact = true })).ToHaveCountAsync(0);

        // Scalar asks whether it may run text as a script. It may not.
        visit.Wrong.ShouldAllBe(line => line.EndsWith("policy: script-src eval", StringComparison.Ordinal));
    }

    [GeneratedRegex("""(?:src|href)\s*=\s*["']([^"']*)""")]
    private static partial Regex Source();
}
