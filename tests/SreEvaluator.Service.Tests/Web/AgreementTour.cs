using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Storage;
using static Microsoft.Playwright.Assertions;

namespace SreEvaluator.Service.Tests.Web;

/// <summary>The page of agreement and cost.</summary>
internal static class AgreementTour
{
    /// <summary>The names of the pages, each while the visit is there.</summary>
    public static async IAsyncEnumerable<string> PagesAsync(RunningService service, Visit visit)
    {
        var page = visit.Page;
        await visit.SignInAsync(service, Role.Interviewer);
        await page.GotoAsync("/agreement");
        yield return "agreement-empty";
        await service.DecideAsync(12);
        await page.GotoAsync("/agreement");

        // The slider moves along what the page holds.
        var slider = page.GetByLabel("Share sent to people, at most");
        var before = await page.Locator("[data-says]").First.TextContentAsync();
        await slider.PressAsync("End");
        await Expect(page.Locator("[role=status] [data-says]")).Not.ToHaveTextAsync(before!);
        for (var step = 0; step < 10; step++)
        {
            await slider.PressAsync("ArrowLeft");
        }

        yield return "agreement";
        foreach (var table in await page.Locator("main details > summary").AllAsync())
        {
            await table.ClickAsync();
        }

        await page.Locator("#graders").ScrollIntoViewIfNeededAsync();
        yield return "agreement-tables";
    }
}
