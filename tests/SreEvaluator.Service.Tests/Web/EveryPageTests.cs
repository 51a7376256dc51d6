using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SreEvaluator.Service.Tests.Web;

/// <summary>What holds for every page: nobody is kept out, it fits a phone, it is light, and no text becomes markup.</summary>
public sealed class EveryPageTests(Chromium chromium)
{
    // The pages that people open on a phone first.
    private static readonly string[] OnAPhone = ["question", "feedback"];

    [Theory]
    [MemberData(nameof(Tour.Names), MemberType = typeof(Tour))]
    public async Task No_page_keeps_anybody_out_in_either_theme_and_all_fit_a_phone(string part)
    {
        using var judge = Tour.JudgeOf(part);
        await using var service = await WebService.StartAsync(WebService.With(judge));
        await using var visit = await Visit.StartAsync(chromium, service);
        var barriers = new List<string>();
        var count = 0;
        await foreach (var name in Tour.PagesAsync(part, service, visit))
        {
            barriers.AddRange(await visit.BarriersAsync());
            await Pictures.TakeAsync(visit.Page, name);
            barriers.AddRange(await visit.BarriersInTheDarkAsync());
            await Pictures.TakeAsync(visit.Page, $"{name}-dark");
            await visit.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });

            var window = visit.Page.ViewportSize!;
            await visit.Page.SetViewportSizeAsync(360, 780);
            (await visit.OverflowAsync()).ShouldBe(0, name);
            if (OnAPhone.Contains(name))
            {
                await Pictures.TakeAsync(visit.Page, $"{name}-phone");
            }

            await visit.Page.SetViewportSizeAsync(window.Width, window.Height);
            count++;
        }

        count.ShouldBeGreaterThan(1);
        barriers.ShouldBeEmpty();
        visit.Wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Hostile_texts_do_nothing_on_any_page()
    {
        await using var service = await WebService.StartAsync();
        await using var visit = await Visit.StartAsync(chromium, service);
        var page = visit.Page;
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var text = $"First I roll back {HostileTexts.Together} before I look for the root cause. {attempt}";
            await page.GotoAsync("/practice/incident-management");
            await page.GetByLabel("Your answer").FillAsync(text);
            await page.GetByRole(AriaRole.Button, new() { Name = "See the feedback" }).ClickAsync();
            await Expect(page.Locator(".result")).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = "Improve this answer" }).ClickAsync();
            await Expect(page.Locator("textarea")).ToHaveValueAsync(text);
            await page.Locator("textarea").PressAsync("End");
            await page.Locator("textarea").PressSequentiallyAsync(HostileTexts.All[attempt]);
            await page.ReloadAsync();
        }

        foreach (var text in HostileTexts.All)
        {
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
