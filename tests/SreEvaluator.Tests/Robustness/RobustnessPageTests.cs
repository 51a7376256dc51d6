using SreEvaluator.Support;

namespace SreEvaluator.Tests.Robustness;

public sealed class RobustnessPageTests
{
    [Fact]
    public async Task The_committed_page_shows_what_the_suite_finds()
    {
        var path = Path.Combine(Repository.Root, "docs", "robustness.md");
        var page = await RobustnessPage.WriteAsync();
        if (Environment.GetEnvironmentVariable("SRE_WRITE_PAGES") == "1")
        {
            await File.WriteAllTextAsync(path, page, TestContext.Current.CancellationToken);
        }

        (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n").ShouldBe(
            page, "Write it anew: SRE_WRITE_PAGES=1 dotnet test --project tests/SreEvaluator.Tests --filter-class \"*RobustnessPageTests\"");
    }
}
