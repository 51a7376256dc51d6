using System.Text.RegularExpressions;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Reference;

public sealed partial class ReferenceTests
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

    [GeneratedRegex("""(?:src|href)\s*=\s*["']([^"']*)""")]
    private static partial Regex Source();
}
