using Microsoft.Playwright;
using SreEvaluator.Support;
using static Microsoft.Playwright.Assertions;

namespace SreEvaluator.Service.Tests.Web;

public sealed class PracticePagesTests(Chromium chromium)
{
    private static readonly string Sample = File.ReadAllText(Path.Combine(Repository.Root, "samples", "incident-management.txt")).TrimEnd();

    private static string Begun => Sample[..700];

    [Fact]
    public async Task Somebody_practises_without_an_account_from_the_choice_to_a_better_second_attempt()
    {
        await using var service = await WebService.StartAsync();
        await using var visit = await Visit.StartAsync(chromium, service);
        var page = visit.Page;

        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Incident Management" }).ClickAsync();
        await page.GetByLabel("Your answer").FillAsync(Begun);
        await Expect(page.Locator("[data-count]")).ToHaveTextAsync("146 words");
        await page.GetByRole(AriaRole.Button, new() { Name = "See the feedback" }).ClickAsync();

        // Feedback: evidence and points lead to each other.
        await Expect(page.Locator(".result .value")).ToBeVisibleAsync();
        await page.Locator("mark sup a").First.ClickAsync();
        var point = page.Locator(".point:target");
        await Expect(point).ToContainTextAsync("When the page comes in");
        await point.Locator("a.where").ClickAsync();
        await Expect(page.Locator("mark:has(:target)")).ToContainTextAsync("When the page comes in");

        // Hints first, the points on request.
        await Expect(page.GetByText("Who does what, and who decides?")).ToBeVisibleAsync();
        (await page.GetByText("Puts one person in command").CountAsync()).ShouldBe(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "Show the points themselves" }).ClickAsync();
        await Expect(page.GetByText("Puts one person in command")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "To think about next" })).ToBeVisibleAsync();

        // Again, better, and side by side.
        await page.GetByRole(AriaRole.Link, new() { Name = "Improve this answer" }).ClickAsync();
        await Expect(page.GetByLabel("Your answer")).ToHaveValueAsync(Begun);
        await page.GetByLabel("Your answer").FillAsync($"{Sample} I name an incident commander who coordinates while others fix.");
        await page.GetByRole(AriaRole.Button, new() { Name = "See the feedback" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Compare with the attempt before" }).ClickAsync();
        await Expect(page.Locator(".delta-up")).Not.ToHaveCountAsync(0);
        await Expect(page.Locator("mark").GetByText("incident commander")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Progress" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Incident Management" }).GetByRole(AriaRole.Img)).ToBeVisibleAsync();

        // The follow-up is one more question.
        await page.GotoAsync("/practice/incident-management/follow-up");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Incident Management: follow-up" })).ToBeVisibleAsync();
        visit.Wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_typed_is_lost_by_a_reload_or_by_leaving()
    {
        await using var service = await WebService.StartAsync();
        await using var visit = await Visit.StartAsync(chromium, service);
        var page = visit.Page;
        await page.GotoAsync("/practice/capacity-planning");
        await page.GetByLabel("Your answer").PressSequentiallyAsync("I measure the load first");

        await page.ReloadAsync();

        await Expect(page.GetByLabel("Your answer")).ToHaveValueAsync("I measure the load first");
        await Expect(page.GetByText("This is what you wrote before")).ToBeVisibleAsync();
        await page.GotoAsync("/");
        await Expect(page.Locator("article", new() { HasText = "Capacity Planning" }).Locator("kept-draft:not([hidden])")).ToHaveTextAsync("Draft");
        await page.GotoAsync("/practice/capacity-planning");
        await page.GetByRole(AriaRole.Button, new() { Name = "Discard it" }).ClickAsync();
        await page.ReloadAsync();
        await Expect(page.GetByLabel("Your answer")).ToHaveValueAsync(string.Empty);
        visit.Wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lost_connection_keeps_the_text_and_sends_it_once_when_it_is_back()
    {
        await using var service = await WebService.StartAsync();
        await using var visit = await Visit.StartAsync(chromium, service);
        var page = visit.Page;
        await page.GotoAsync("/practice/incident-management");
        await page.GetByLabel("Your answer").FillAsync(Begun);

        await visit.Context.SetOfflineAsync(true);
        await page.GetByRole(AriaRole.Button, new() { Name = "See the feedback" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("can't be reached");
        await Expect(page.GetByLabel("Your answer")).ToHaveValueAsync(Begun);
        await visit.Context.SetOfflineAsync(false);
        await Expect(page.Locator(".result .value")).ToBeVisibleAsync();
        await page.GotoAsync("/practice/incident-management");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(page.GetByLabel("Your answer")).ToHaveValueAsync(string.Empty);
        visit.Wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reply_that_never_arrived_does_not_make_a_second_attempt()
    {
        await using var service = await WebService.StartAsync();
        await using var visit = await Visit.StartAsync(chromium, service);
        var page = visit.Page;
        var lost = false;
        await page.RouteAsync("**/practice/incident-management", async route =>
        {
            if (route.Request.Method == "POST" && !lost)
            {
                // The server has it, the browser never learns.
                lost = true;
                await route.FetchAsync();
                await route.AbortAsync();
                return;
            }

            await route.ContinueAsync();
        });
        await page.GotoAsync("/practice/incident-management");
        await page.GetByLabel("Your answer").FillAsync(Begun);
        await page.GetByRole(AriaRole.Button, new() { Name = "See the feedback" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "See the feedback" }).ClickAsync();

        await Expect(page.Locator(".result .value")).ToBeVisibleAsync();
        await page.GotoAsync("/practice/incident-management");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task It_works_without_script()
    {
        await using var service = await WebService.StartAsync();
        await using var visit = await Visit.StartAsync(chromium, service, options => options.JavaScriptEnabled = false);
        var page = visit.Page;
        await page.GotoAsync("/practice/incident-management");
        await page.GetByLabel("Your answer").FillAsync("First I roll back, before I look for the root cause.\nThen I tell the users.");

        await page.GetByRole(AriaRole.Button, new() { Name = "See the feedback" }).ClickAsync();

        await Expect(page.Locator(".result .value")).ToBeVisibleAsync();
        (await page.Locator(".answer").TextContentAsync())!.ShouldMatch(@"root cause\.\d*\nThen");
    }

    [Fact]
    public async Task It_works_by_keyboard_alone()
    {
        await using var service = await WebService.StartAsync();
        await using var visit = await Visit.StartAsync(chromium, service);
        var page = visit.Page;
        await page.GotoAsync("/");

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByText("Skip to the content")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Automation and Efficiency" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Automation and Efficiency" })).ToBeVisibleAsync();
        await TabToAsync(page, "textarea");
        await page.Keyboard.TypeAsync("We list the manual tasks, count how often each comes up, and automate the most frequent one first.");
        await TabToAsync(page, "button.primary");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator(".result .value")).ToBeVisibleAsync();
        visit.Wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Attempts_are_seen_by_nobody_else()
    {
        await using var service = await WebService.StartAsync();
        await using var visit = await Visit.StartAsync(chromium, service);
        await visit.Page.GotoAsync("/practice/incident-management");
        await visit.Page.GetByLabel("Your answer").FillAsync("First I roll back, before I look for the root cause.");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "See the feedback" }).ClickAsync();
        await visit.Page.WaitForURLAsync("**/practice/answers/*");
        await using var other = await Visit.StartAsync(chromium, service);

        var response = await other.Page.GotoAsync(visit.Page.Url);

        response!.Status.ShouldBe(404);
        await Expect(other.Page.GetByText("There is nothing here")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Pages_speak_the_viewer_s_language_and_know_the_viewer_s_zone()
    {
        await using var service = await WebService.StartAsync();
        await using var visit = await Visit.StartAsync(chromium, service, options => (options.Locale, options.TimezoneId) = ("de-DE", "Asia/Tokyo"));
        var page = visit.Page;
        await page.GotoAsync("/practice/incident-management");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "de");
        await page.GetByLabel("Deine Antwort").FillAsync("First I roll back, before I look for the root cause.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rückmeldung ansehen" }).ClickAsync();
        var time = page.Locator("local-time time").First;
        await Expect(time).ToBeVisibleAsync();

        var sent = DateTimeOffset.Parse((await time.GetAttributeAsync("datetime"))!, System.Globalization.CultureInfo.InvariantCulture);
        (await time.TextContentAsync())!.ShouldContain(sent.ToOffset(TimeSpan.FromHours(9)).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        await page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        visit.Wrong.ShouldBeEmpty();
    }

    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var i = 0; i < 30 && !await page.Locator(selector).EvaluateAsync<bool>("element => element === document.activeElement"); i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        await Expect(page.Locator(selector)).ToBeFocusedAsync();
    }
}
