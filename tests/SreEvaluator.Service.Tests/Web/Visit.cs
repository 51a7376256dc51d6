using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Web;

/// <summary>Somebody with a browser of their own at the running service. What must never happen on a page is collected on the way.</summary>
internal sealed class Visit : IAsyncDisposable
{
    // Slow machines take their time to grade.
    private const float Patience = 60_000;

    private readonly ConcurrentQueue<string> _wrong = new();
    private readonly Uri _address;

    private Visit(IBrowserContext context, IPage page, Uri address)
    {
        Context = context;
        Page = page;
        _address = address;
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>Dialogs, breaches of the content policy, script errors and requests to elsewhere.</summary>
    public IReadOnlyCollection<string> Wrong => _wrong;

    public static async Task<Visit> StartAsync(Chromium chromium, RunningService service, Action<BrowserNewContextOptions>? more = null)
    {
        var browser = await chromium.BrowserAsync();
        var options = new BrowserNewContextOptions
        {
            BaseURL = service.Address.ToString(),
            Locale = "en-GB",
            TimezoneId = "Europe/Berlin",
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = 1280, Height = 900 },
        };
        more?.Invoke(options);
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        await context.AddInitScriptAsync("addEventListener('securitypolicyviolation', e => console.error(`policy: ${e.violatedDirective} ${e.blockedURI}`))");
        var visit = new Visit(context, await context.NewPageAsync(), service.Address);
        context.Page += (_, page) => visit.Watch(page);
        visit.Watch(visit.Page);
        return visit;
    }

    /// <summary>Signs in as somebody of a role.</summary>
    public async Task SignInAsync(RunningService service, Role role)
    {
        await Page.GotoAsync("/sign-in");
        await Page.GetByLabel("API key").FillAsync(await service.KeyAsync(role));
        await Page.GetByLabel("API key").PressAsync("Enter");
        await Assertions.Expect(Page).ToHaveURLAsync(new Uri(_address, role == Role.Candidate ? "/" : "/interviews").ToString());
    }

    /// <summary>What axe finds against WCAG 2.2 AA.</summary>
    public Task<IReadOnlyList<string>> BarriersAsync() => BarriersAsync(Page);

    /// <summary>The same of another page of the visit.</summary>
    public static Task<IReadOnlyList<string>> BarriersAsync(IPage page) =>
        BarriersAsync(page, RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"));

    /// <summary>What axe finds in the dark theme, of a page that was looked at in the light one: it has other colours, and is the same in all else.</summary>
    public async Task<IReadOnlyList<string>> BarriersInTheDarkAsync()
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        return await BarriersAsync(Page, RunOnlyOptions.Rules("color-contrast"));
    }

    private static async Task<IReadOnlyList<string>> BarriersAsync(IPage page, RunOnlyOptions only)
    {
        var found = await page.RunAxe(new AxeRunOptions { RunOnly = only });
        return [.. found.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{page.Url}: {violation.Id}: {node.Html}"))];
    }

    /// <summary>How many pixels of the page lie outside a window of its width.</summary>
    public Task<int> OverflowAsync() => Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    public async ValueTask DisposeAsync() => await Context.DisposeAsync();

    private void Watch(IPage page)
    {
        page.Dialog += async (_, dialog) =>
        {
            _wrong.Enqueue($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        page.PageError += (_, error) => _wrong.Enqueue($"script: {error}");
        page.Console += (_, message) =>
        {
            // What a browser says of a lost connection or a status is no fault of the page.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                _wrong.Enqueue($"{page.Url}: {message.Text}");
            }
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(_address.ToString(), StringComparison.Ordinal))
            {
                _wrong.Enqueue($"request: {request.Url}");
            }
        };
    }
}
