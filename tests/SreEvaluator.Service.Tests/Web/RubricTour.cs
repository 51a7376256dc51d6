using Microsoft.Playwright;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Storage;
using SreEvaluator.Support;
using static Microsoft.Playwright.Assertions;

namespace SreEvaluator.Service.Tests.Web;

/// <summary>The pages of rubrics.</summary>
internal static class RubricTour
{
    private const string Topic = "/rubrics/post-mortem-analysis";

    /// <summary>What the judge says of the answer that is tried: more than the local grader sees in it.</summary>
    public static ScriptedReply Judge(ScriptedCall call) => ScriptedVerdicts.OnAsked(call)
        .Partial("blameless", "blame nobody")
        .Covered("evidence-timeline", "We write down what happened when, from logs and chat")
        .Covered("owned-actions", "Each action gets an owner and a date")
        .Partial("track-to-completion", "ask after them every week");

    /// <summary>The names of the pages, each while the visit is there.</summary>
    public static async IAsyncEnumerable<string> PagesAsync(RunningService service, Visit visit)
    {
        var page = visit.Page;
        await visit.SignInAsync(service, Role.Admin);
        await page.GotoAsync("/rubrics");
        yield return "rubrics";
        await page.GotoAsync(Topic);
        yield return "rubric";
        await page.GotoAsync($"{Topic}/edit");
        var source = page.GetByLabel("Rubric (YAML)");
        await source.FillAsync((await source.InputValueAsync()).Replace("weight: 3", "weight: 5", StringComparison.Ordinal));
        await Expect(page.Locator(".note").GetByText("This is no rubric yet")).ToBeVisibleAsync();
        yield return "rubric-edit";
        await source.FillAsync((await source.InputValueAsync()).Replace("weight: 5", "weight: 2", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(page.GetByText("Say in a few words why")).ToBeVisibleAsync();
        yield return "rubric-edit-reason";
        await page.GetByLabel("Why").FillAsync("Everything essential is only important.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Versions" }).ClickAsync();
        await Expect(page.GetByText("in force")).ToBeVisibleAsync();
        yield return "rubric-versions";
        await page.GetByRole(AriaRole.Link, new() { Name = "2", Exact = true }).ClickAsync();
        await Expect(page.Locator(".diff")).Not.ToHaveCountAsync(0);
        yield return "rubric-version";
        await page.GotoAsync($"{Topic}/try");
        await page.GetByLabel("An answer").FillAsync("We write down what happened when, from logs and chat, and blame nobody. Each action gets an owner and a date, and we ask after them every week.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Grade it" }).ClickAsync();
        await Expect(page.Locator("#result .side .answer")).ToHaveCountAsync(2);
        yield return "rubric-try";
    }
}
