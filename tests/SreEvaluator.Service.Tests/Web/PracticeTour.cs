using Microsoft.Playwright;
using SreEvaluator.Support;
using static Microsoft.Playwright.Assertions;

namespace SreEvaluator.Service.Tests.Web;

/// <summary>The pages to practise on.</summary>
internal static class PracticeTour
{
    private static readonly string Sample = File.ReadAllText(Path.Combine(Repository.Root, "samples", "incident-management.txt")).TrimEnd();

    /// <summary>The names of the pages, each while the visit is there.</summary>
    public static async IAsyncEnumerable<string> PagesAsync(Visit visit)
    {
        var page = visit.Page;
        await page.GotoAsync("/practice/progress");
        yield return "progress-empty";
        await page.GotoAsync("/practice/incident-management");
        await page.GetByLabel("Your answer").FillAsync(Sample[..700]);
        yield return "question";
        await page.GetByRole(AriaRole.Button, new() { Name = "See the feedback" }).ClickAsync();
        await Expect(page.Locator(".result")).ToBeVisibleAsync();
        yield return "feedback";
        await page.GetByRole(AriaRole.Link, new() { Name = "Show the points themselves" }).ClickAsync();
        await Expect(page.GetByText("Puts one person in command")).ToBeVisibleAsync();
        yield return "feedback-points";
        await page.GetByRole(AriaRole.Link, new() { Name = "Improve this answer" }).ClickAsync();
        await page.GetByLabel("Your answer").FillAsync($"{Sample} I name an incident commander who coordinates while others fix.");
        await page.GetByRole(AriaRole.Button, new() { Name = "See the feedback" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Compare with the attempt before" }).ClickAsync();
        await Expect(page.Locator(".side")).ToBeVisibleAsync();
        yield return "compare";
        await page.GotoAsync("/practice/incident-management");
        yield return "question-attempts";
        await page.GotoAsync("/practice/progress");
        yield return "progress";
        await page.GotoAsync("/");
        yield return "topics";
        await page.GotoAsync("/practice/nothing-of-this-name");
        yield return "nothing-here";
    }
}
