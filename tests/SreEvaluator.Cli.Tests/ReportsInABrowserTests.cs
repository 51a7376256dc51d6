using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using SreEvaluator.Cli.Tests.Support;

namespace SreEvaluator.Cli.Tests;

/// <summary>The reports as a person opens them: from the file, in a real browser. Skipped, and said so, where there is none.</summary>
public sealed class ReportsInABrowserTests(ReportsInABrowser browser) : IClassFixture<ReportsInABrowser>
{
    // What stands out of the page to the right, but for what scrolls by itself.
    private const string Wider = """
        () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
          [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth && !one.parentElement.closest('.scroll'))
            .slice(-3).map(one => one.outerHTML.slice(0, 200))
        """;

    private string Out => browser.Out;

    [Theory]
    [InlineData("report.html", ColorScheme.Light, 1280)]
    [InlineData("report.html", ColorScheme.Dark, 390)]
    [InlineData("candidate.html", ColorScheme.Dark, 390)]
    public async Task A_report_opens_without_an_error_or_a_request_and_is_accessible(string name, ColorScheme scheme, int width)
    {
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 900 } });
        var page = await context.NewPageAsync();
        var (problems, requests) = (new List<string>(), new List<string>());
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                problems.Add(message.Text);
            }
        };
        page.PageError += (_, error) => problems.Add(error);
        page.Request += (_, request) => requests.Add(request.Url);
        var address = new Uri(Path.Combine(Out, name)).AbsoluteUri;

        await page.GotoAsync(address);
        await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(details => details.open = true)");

        problems.ShouldBeEmpty();
        requests.ShouldBe([address]);
        (await page.EvaluateAsync<string[]>(Wider)).ShouldBeEmpty();
        await KeepAsync(page, $"{Path.GetFileNameWithoutExtension(name)}-{(width < 500 ? "phone" : "desktop")}.png");
        (await ViolationsAsync(address, scheme, width)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_filters_of_a_batchs_report_show_what_is_asked_for()
    {
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions());
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(Path.Combine(Out, "report.html")).AbsoluteUri);

        (await page.Locator("#shown").TextContentAsync()).ShouldBe("20 of 20 shown");
        await page.GetByLabel("Question").SelectOptionAsync("incident-management");
        (await page.Locator(".answer:visible").CountAsync()).ShouldBe(2);
        await page.GetByLabel("Words").FillAsync("nobody wrote this");
        (await page.Locator(".answer:visible").CountAsync()).ShouldBe(0);
        (await page.Locator("#shown").TextContentAsync()).ShouldBe("0 of 20 shown");
    }

    // The checker puts its own script into the page, which the page's policy does not let in.
    private async Task<List<string>> ViolationsAsync(string address, ColorScheme scheme, int width)
    {
        await using var context = await browser.NewContextAsync(
            new BrowserNewContextOptions { BypassCSP = true, ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 900 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync(address);
        await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(details => details.open = true)");
        var found = await page.RunAxe();
        return [.. found.Violations.Select(violation => $"{violation.Id}: {violation.Help} ({violation.Nodes.Length}, such as {violation.Nodes[0].Html})")];
    }

    // SRE_SCREENSHOTS=docs/images keeps what the reports look like.
    private static async Task KeepAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("SRE_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.EvaluateAsync("() => document.querySelectorAll('details').forEach((details, index) => details.open = index === 0)");
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name) });
        }
    }
}
