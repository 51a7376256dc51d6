using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SreEvaluator.Service.Tests.Web;

/// <summary>What holds for every page: nobody is kept out, it fits a phone, it is light, and no text becomes markup.</summary>
public sealed class EveryPageTests(Chromium chromium)
{
    // What answers, names and files may hold, each of which would do something where it is taken for markup, an attribute, a URL or a script.
    private static readonly string[] Hostile =
    [
        "<script>alert(1)</script>",
        "</textarea><script>alert(2)</script>",
        "\"><img src=x onerror=alert(3)>",
        "' onmouseover='alert(4)' autofocus onfocus='alert(5)",
        "<svg onload=alert(6)><style>*{background:red}</style>",
        "javascript:alert(7)//",
        "</title><script>alert(8)</script><!--",
        "<iframe srcdoc='<script>alert(9)</script>'></iframe>",
        "{{constructor.constructor('alert(10)')()}} ${alert(11)} <%= alert(12) %>",
        "\u202Etxet desrever\u202C <a href=javascript:alert(13)>x</a>",
        "<base href=//evil.example><form action=//evil.example><button>Send</button></form>",
    ];

    // The pages that people open on a phone first.
    private static readonly string[] OnAPhone = ["question", "feedback"];

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task No_page_keeps_anybody_out(ColorScheme theme)
    {
        await using var service = await WebService.StartAsync();
        await using var visit = await Visit.StartAsync(chromium, service, options => options.ColorScheme = theme);
        var barriers = new List<string>();
        var count = 0;
        await foreach (var name in Tour.PagesAsync(visit))
        {
            barriers.AddRange(await visit.BarriersAsync());
            await Pictures.TakeAsync(visit.Page, theme == ColorScheme.Dark ? $"{name}-dark" : name);
            count++;
        }

        count.ShouldBeGreaterThan(5);
        barriers.ShouldBeEmpty();
        visit.Wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_page_fits_a_phone()
    {
        await using var service = await WebService.StartAsync();
        await using var visit = await Visit.StartAsync(chromium, service, options => (options.ViewportSize, options.HasTouch, options.IsMobile) =
            (new ViewportSize { Width = 360, Height = 780 }, true, true));
        await foreach (var name in Tour.PagesAsync(visit))
        {
            (await visit.OverflowAsync()).ShouldBe(0, name);
            if (OnAPhone.Contains(name))
            {
                await Pictures.TakeAsync(visit.Page, $"{name}-phone");
            }
        }

        visit.Wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Hostile_texts_do_nothing_on_any_page()
    {
        await using var service = await WebService.StartAsync();
        await using var visit = await Visit.StartAsync(chromium, service);
        var page = visit.Page;
        foreach (var text in Hostile)
        {
            await page.GotoAsync("/practice/incident-management");
            await page.GetByLabel("Your answer").FillAsync($"First I roll back {text} before I look for the root cause. {text}");
            await page.GetByRole(AriaRole.Button, new() { Name = "See the feedback" }).ClickAsync();
            await Expect(page.Locator(".result")).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = "Improve this answer" }).ClickAsync();
            await Expect(page.Locator("textarea")).ToHaveValueAsync($"First I roll back {text} before I look for the root cause. {text}");
            await page.Locator("textarea").PressAsync("End");
            await page.Locator("textarea").PressSequentiallyAsync(text);
            await page.ReloadAsync();
            await page.GotoAsync($"/practice/{Uri.EscapeDataString(text)}");
            await page.GotoAsync($"/practice/incident-management?from={Uri.EscapeDataString(text)}");
        }

        await page.GotoAsync("/practice/incident-management");
        await page.Locator("tbody tr a").Nth(1).ClickAsync();
        await Expect(page.Locator(".side .answer")).ToHaveCountAsync(2);
        (await page.Locator("main script, main iframe, main img, main base, main [onload], main [onerror]").CountAsync()).ShouldBe(0);
        visit.Wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_first_page_is_light_and_quick()
    {
        await using var service = await WebService.StartAsync();
        await using var warm = await Visit.StartAsync(chromium, service);
        await warm.Page.GotoAsync("/");
        await using var visit = await Visit.StartAsync(chromium, service);

        await visit.Page.GotoAsync("/", new PageGotoOptions { WaitUntil = WaitUntilState.Load });

        var measured = await visit.Page.EvaluateAsync<JsonElement>("""
            () => ({
                bytes: [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].reduce((sum, one) => sum + one.transferSize, 0),
            })
            """);
        measured.GetProperty("bytes").GetInt32().ShouldBeInRange(1, 200_000);
    }
}
