using Microsoft.Playwright;
using SreEvaluator.Storage;
using SreEvaluator.Support;
using static Microsoft.Playwright.Assertions;

namespace SreEvaluator.Service.Tests.Web;

public sealed class RubricPagesTests(Chromium chromium, WebServiceFixture fixture) : IClassFixture<WebServiceFixture>
{
    [Fact]
    public async Task An_admin_changes_a_rubric_by_keyboard_while_the_check_follows()
    {
        await using var visit = await Visit.StartAsync(chromium, fixture.Service);
        var page = visit.Page;
        await visit.SignInAsync(fixture.Service, Role.Admin);
        await page.GetByRole(AriaRole.Link, new() { Name = "Rubrics" }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "Service Level Objectives" }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit" }).PressAsync("Enter");
        var source = page.GetByLabel("Rubric (YAML)");
        await Expect(page.GetByText("It can be published.").Last).ToBeVisibleAsync();

        // The check leads to the line, and what is typed there is checked without a button.
        await source.FocusAsync();
        await source.PressAsync("Control+Home");
        await page.Keyboard.TypeAsync("nothing: of this kind\n");
        await page.GetByRole(AriaRole.Link, new() { Name = "Line 1:" }).PressAsync("Enter");
        await Expect(source).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Delete");
        await page.Keyboard.PressAsync("Delete");
        await Expect(page.Locator(".note").GetByText("It can be published.")).ToBeVisibleAsync();

        await page.Keyboard.TypeAsync("# Read again in May.\n");
        await page.GetByLabel("Why").FillAsync("A note for the next reader.");
        await page.GetByLabel("Why").PressAsync("Enter");

        await page.WaitForURLAsync("**/rubrics/service-level-objectives");
        await Expect(page.GetByText("version 2, published by a test's")).ToBeVisibleAsync();
        visit.Wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_typed_of_a_rubric_outlasts_a_reload_a_lost_connection_and_an_expired_login_until_it_is_published()
    {
        const string topic = "/rubrics/monitoring-and-observability";
        await using var visit = await Visit.StartAsync(chromium, fixture.Service);
        var page = visit.Page;
        await visit.SignInAsync(fixture.Service, Role.Admin);
        await page.GotoAsync($"{topic}/edit");
        var source = page.GetByLabel("Rubric (YAML)");
        var (given, typed) = (await source.InputValueAsync(), $"# Read again in May.\n{await source.InputValueAsync()}");
        await source.FillAsync(typed);
        await page.GetByLabel("Why").FillAsync("A note.");
        var publish = page.GetByRole(AriaRole.Button, new() { Name = "Publish" });

        await page.ReloadAsync();
        await Expect(page.GetByText("This is what you wrote before")).ToBeVisibleAsync();
        await Expect(source).ToHaveValueAsync(typed);
        await Expect(page.GetByLabel("Why")).ToHaveValueAsync("A note.");

        await visit.Context.SetOfflineAsync(true);
        await publish.ClickAsync();
        await Expect(page.GetByText("The service can't be reached")).ToBeVisibleAsync();
        var cookies = await visit.Context.CookiesAsync();
        await visit.Context.ClearCookiesAsync();
        await visit.Context.SetOfflineAsync(false);
        await Expect(page.GetByText("Your login has ended")).ToBeVisibleAsync();

        await visit.Context.AddCookiesAsync(cookies.Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path }));
        await page.GotoAsync(topic);
        await Expect(page.Locator("kept-draft:not([hidden])")).ToHaveTextAsync("Draft");
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit" }).ClickAsync();
        await Expect(source).ToHaveValueAsync(typed);
        await publish.ClickAsync();
        await page.WaitForURLAsync($"**{topic}");
        await Expect(page.GetByText("version 2, published by")).ToBeVisibleAsync();
        (await page.Locator("kept-draft:not([hidden])").CountAsync()).ShouldBe(0);

        // What is discarded is gone too.
        await page.GotoAsync($"{topic}/edit");
        await source.FillAsync(given);
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Discard it" }).ClickAsync();
        await page.ReloadAsync();
        await Expect(source).ToHaveValueAsync(typed);
        visit.Wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_edited_is_tried_with_judge_and_local_grader_side_by_side()
    {
        const string answer = "First I roll back the last release. Then we look for the cause.";
        using var judge = ScriptedJudge.Answering(call => ScriptedVerdicts.OnAsked(call).Covered("restore-first", "roll back the last release"));
        await using var service = await WebService.StartAsync(WebService.With(judge));
        await using var visit = await Visit.StartAsync(chromium, service);
        var page = visit.Page;
        await visit.SignInAsync(service, Role.Admin);
        await page.GotoAsync("/rubrics/incident-management/edit");
        var source = page.GetByLabel("Rubric (YAML)");
        await source.FillAsync((await source.InputValueAsync()).Replace("id: mitigate-first", "id: restore-first", StringComparison.Ordinal));

        var trying = await page.RunAndWaitForPopupAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Try it on an answer" }).ClickAsync());
        await trying.GetByLabel("An answer").FillAsync(answer);
        await trying.GetByRole(AriaRole.Button, new() { Name = "Grade it" }).ClickAsync();

        var row = trying.GetByRole(AriaRole.Row).Filter(new() { HasText = "Restore first" });
        await Expect(row.Locator("td").First).ToContainTextAsync("Covered, 90%");
        await Expect(trying.Locator(".side .answer")).ToHaveCountAsync(2);
        await row.Locator("a.where").First.ClickAsync();
        await Expect(trying.Locator("mark:has(:target)")).ToContainTextAsync("roll back the last release");
        (await Visit.BarriersAsync(trying)).ShouldBeEmpty();
        visit.Wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Hostile_texts_in_a_rubric_do_nothing()
    {
        await using var visit = await Visit.StartAsync(chromium, fixture.Service);
        var page = visit.Page;
        await visit.SignInAsync(fixture.Service, Role.Admin);
        await page.GotoAsync("/rubrics/automation-and-efficiency/edit");
        var source = page.GetByLabel("Rubric (YAML)");
        var hostile = HostileTexts.Together.Replace("'", "''", StringComparison.Ordinal).Replace("\u202E", string.Empty, StringComparison.Ordinal).Replace("\u202C", string.Empty, StringComparison.Ordinal);
        var lines = (await source.InputValueAsync()).Split('\n').ToList();
        lines[lines.FindIndex(line => line.StartsWith("topic:", StringComparison.Ordinal))] = $"topic: '{hostile}'";
        lines[lines.FindIndex(line => line.TrimStart().StartsWith("statement:", StringComparison.Ordinal))] = $"        statement: '{hostile}'";

        await source.FillAsync(string.Join('\n', lines));
        await Expect(page.Locator(".rubric").GetByText(HostileTexts.All[0]).First).ToBeVisibleAsync();
        await page.GetByLabel("Why").FillAsync(HostileTexts.Together[..400]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await page.WaitForURLAsync("**/rubrics/automation-and-efficiency");
        foreach (var path in new[] { "/rubrics", "/rubrics/automation-and-efficiency", "/rubrics/automation-and-efficiency/versions", "/rubrics/automation-and-efficiency/versions/2", "/rubrics/automation-and-efficiency/edit", "/" })
        {
            await page.GotoAsync(path);
            (await page.Locator("main script, main iframe, main img, main base, main [onload], main [onerror]").CountAsync()).ShouldBe(0);
        }

        await page.GotoAsync("/rubrics/automation-and-efficiency/try");
        await page.GetByLabel("An answer").FillAsync($"We automate the most frequent task first. {HostileTexts.Together}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Grade it" }).ClickAsync();
        await Expect(page.Locator("#result")).ToBeVisibleAsync();
        visit.Wrong.ShouldBeEmpty();
    }
}
