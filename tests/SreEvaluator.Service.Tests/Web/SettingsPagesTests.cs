using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Storage;
using static Microsoft.Playwright.Assertions;

namespace SreEvaluator.Service.Tests.Web;

public sealed class SettingsPagesTests(Chromium chromium)
{
    [Fact]
    public async Task An_admin_makes_a_key_that_is_shown_once_revokes_it_and_hostile_names_do_nothing()
    {
        await using var service = await WebService.StartAsync();
        await using var visit = await Visit.StartAsync(chromium, service);
        var page = visit.Page;
        var hostile = HostileTexts.Together[..200];
        var interview = await service.InterviewAsync(hostile, hostile, "incident-management");
        await service.Services.GetRequiredService<UserStore>().SignInAsync("https://id.example", "kim", hostile, Role.Interviewer, candidateId: null, TestContext.Current.CancellationToken);
        await visit.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await visit.SignInAsync(service, Role.Admin);

        await page.GetByRole(AriaRole.Link, new() { Name = "Settings" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "API keys" }).ClickAsync();
        await page.GetByLabel("What it is for").FillAsync(hostile);
        await page.GetByLabel("What it is for").PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy" }).ClickAsync();
        await Expect(page.GetByText("Copied")).ToBeVisibleAsync();
        var secret = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        secret.ShouldStartWith("sre_");
        await page.ReloadAsync();
        (await page.GetByLabel("Key", new() { Exact = true }).InputValueAsync()).ShouldBe(secret);
        await page.GetByRole(AriaRole.Button, new() { Name = $"Revoke {hostile}" }).ClickAsync();
        await Expect(page.GetByText("Revoked")).ToBeVisibleAsync();
        (await page.ContentAsync()).ShouldNotContain(secret);

        foreach (var path in new[] { "users", "people", $"people/{interview.CandidateId}" })
        {
            await page.GotoAsync($"/settings/{path}");
            (await page.Locator("main script, main iframe, main img, main base, main [onload], main [onerror]").CountAsync()).ShouldBe(0, path);
        }

        visit.Wrong.ShouldBeEmpty();
    }
}
