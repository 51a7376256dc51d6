using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Storage;
using static Microsoft.Playwright.Assertions;

namespace SreEvaluator.Service.Tests.Web;

/// <summary>The pages of settings.</summary>
internal static class SettingsTour
{
    /// <summary>The names of the pages, each while the visit is there.</summary>
    public static async IAsyncEnumerable<string> PagesAsync(RunningService service, Visit visit)
    {
        var page = visit.Page;
        await visit.SignInAsync(service, Role.Interviewer);
        await page.GotoAsync("/settings");
        yield return "not-allowed";
        await visit.SignInAsync(service, Role.Admin);
        await page.GotoAsync("/settings");
        yield return "settings";
        await page.GetByRole(AriaRole.Button, new() { Name = "Check it with one small call" }).ClickAsync();
        await Expect(page.GetByText("No language model is configured")).ToBeVisibleAsync();
        yield return "(judge, none configured)";
        await page.GotoAsync("/settings/audit");
        yield return "(audit trail)";
        await page.GotoAsync("/settings/users");
        yield return "(users, none yet)";
        await page.GotoAsync("/settings/people");
        yield return "(people, none yet)";

        await page.GotoAsync("/settings/keys");
        await page.GetByLabel("What it is for").FillAsync("Nightly import");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the key" }).ClickAsync();
        await Expect(page.GetByLabel("Key", new() { Exact = true })).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^sre_"));
        yield return "keys";
        var users = service.Services.GetRequiredService<UserStore>();
        await users.SignInAsync("https://id.example", "kim", "Kim Kowalski", Role.Interviewer, candidateId: null, TestContext.Current.CancellationToken);
        await page.GotoAsync("/settings/users");
        yield return "users";
        var interview = await service.InterviewAsync("Robin Sørensen", "First round, SRE Berlin", "incident-management");
        await page.GotoAsync("/settings/people");
        yield return "(people)";
        await page.GotoAsync($"/settings/people/{interview.CandidateId}");
        yield return "person";
    }
}
