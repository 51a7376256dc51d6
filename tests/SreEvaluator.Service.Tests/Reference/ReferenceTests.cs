using System.Text.RegularExpressions;
using SreEvaluator.Service.Tests.Support;

namespace SreEvaluator.Service.Tests.Reference;

public sealed partial class ReferenceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_description_names_every_operation_once()
    {
        await using var service = await RunningService.StartAsync();

        var document = await (await service.Client.GetAsync("/api/v1/openapi.json", Token)).JsonAsync();

        document.GetProperty("openapi").GetString()!.ShouldStartWith("3.");
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).ToList();
        operations.ShouldAllBe(operation => operation.Value.GetProperty("summary").GetString()!.Length > 0);
        operations.Select(operation => operation.Value.GetProperty("operationId").GetString()).ShouldBeUnique();
    }

    [Fact]
    public async Task The_page_fetches_nothing_from_outside()
    {
        await using var service = await RunningService.StartAsync();

        var page = await service.Client.GetStringAsync("/api/reference/", Token);

        page.ShouldContain("scalar");
        Outside().Matches(page).Select(match => match.Value).ShouldBeEmpty();
    }

    [GeneratedRegex("""(?:src|href)\s*=\s*["'](?:https?:)?//[^"']*""")]
    private static partial Regex Outside();
}
