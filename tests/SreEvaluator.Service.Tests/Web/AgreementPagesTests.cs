using Microsoft.Extensions.DependencyInjection;
using SreEvaluator.Rubrics;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Storage;
using static Microsoft.Playwright.Assertions;

namespace SreEvaluator.Service.Tests.Web;

public sealed class AgreementPagesTests(Chromium chromium)
{
    [Fact]
    public async Task Hostile_texts_in_answers_names_and_rubrics_do_nothing_where_agreement_is_measured()
    {
        await using var service = await WebService.StartAsync("Worker:Enabled=false");
        var library = service.Services.GetRequiredService<RubricLibrary>();
        var hostile = HostileTexts.Together.Replace("\u202E", string.Empty, StringComparison.Ordinal).Replace("\u202C", string.Empty, StringComparison.Ordinal);
        library.Replace(RubricFile.Parse("incident-management", string.Join('\n', library.FindRubric("incident-management")!.Source.Split('\n').Select(line =>
            line.StartsWith("topic:", StringComparison.Ordinal) || line.TrimStart().StartsWith("statement:", StringComparison.Ordinal)
                ? $"{line.Split(':')[0]}: '{hostile.Replace("'", "''", StringComparison.Ordinal)}'"
                : line))));
        await service.DecideAsync(3, model: HostileTexts.Together, text: $"I would roll back {HostileTexts.Together}.", person: HostileTexts.Together[..190]);
        await using var visit = await Visit.StartAsync(chromium, service);
        await visit.SignInAsync(service, Role.Interviewer);
        var page = visit.Page;

        foreach (var query in HostileTexts.All.Select(text => $"?share={Uri.EscapeDataString(text)}&days={Uri.EscapeDataString(text)}").Append("?share=20&days=7"))
        {
            await page.GotoAsync($"/agreement{query}");
        }

        await Expect(page.GetByText("alert(1)").First).ToBeVisibleAsync();
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(one => (one.open = true))");
        await page.GetByLabel("Share sent to people, at most").PressAsync("End");
        (await page.Locator("main script, main iframe, main img, main base, main [onload], main [onerror]").CountAsync()).ShouldBe(0);
        visit.Wrong.ShouldBeEmpty();
    }
}
