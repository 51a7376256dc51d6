using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Storage;
using static Microsoft.Playwright.Assertions;

namespace SreEvaluator.Service.Tests.Web;

public sealed class InterviewPagesTests(Chromium chromium)
{
    private const string Answer = "First I roll back the last release to stop the damage, before I look for the root cause. Then I tell the users.";

    [Fact]
    public async Task An_interviewer_asks_and_invites_the_candidate_answers_by_keyboard_and_the_second_opinion_is_read()
    {
        await using var service = await WebService.StartAsync();
        await using var visit = await Visit.StartAsync(chromium, service);
        var page = visit.Page;
        await visit.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await visit.SignInAsync(service, Role.Interviewer);
        await page.GetByRole(AriaRole.Link, new() { Name = "Interviews" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "New interview" }).ClickAsync();
        await page.GetByLabel("Candidate's name").FillAsync("Robin");
        await page.GetByLabel("Title").FillAsync("First round");
        await page.Locator("[value='incident-management']").CheckAsync();
        await page.Locator("[value='capacity-planning']").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the interview" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy" }).ClickAsync();
        await Expect(page.GetByText("Copied")).ToBeVisibleAsync();
        var link = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        var interview = page.Url;

        await using var candidate = await Visit.StartAsync(chromium, service);
        await AnswerByKeyboardAsync(candidate.Page, link);
        (await candidate.Page.GotoAsync($"{interview}/opinion"))!.Status.ShouldBe(403);
        candidate.Wrong.ShouldBeEmpty();

        await page.ReloadAsync();
        (await page.GetByLabel("Link").InputValueAsync()).ShouldBe(link);
        await page.GetByRole(AriaRole.Link, new() { Name = "Paste an answer" }).ClickAsync();
        await page.GetByLabel("What Robin said or wrote").FillAsync("I measure the load, then I plan for the peak.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep and grade it" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Replace the answer" })).ToHaveCountAsync(2);

        // Blind first: the machine's word comes after the interviewer's own.
        await page.GotoAsync($"{interview}/opinion");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mark by myself first" }).ClickAsync();
        await Expect(page.GetByText("shown when your own marks are kept")).ToHaveCountAsync(2);
        (await page.Locator(".verdicts, .chip, mark").CountAsync()).ShouldBe(0);
        var kept = await service.Services.GetRequiredService<InterviewStore>().FindAsync(Guid.Parse(interview[^36..]), TestContext.Current.CancellationToken);
        foreach (var answer in await service.AnswersAsync(kept!))
        {
            await service.GradedAsync(answer.Id);
        }

        var first = page.Locator("#answer-1");
        await first.GetByLabel("Missing").First.CheckAsync();
        await first.GetByRole(AriaRole.Button, new() { Name = "Keep my marks" }).ClickAsync();
        await Expect(page.GetByText("shown when your own marks are kept")).ToHaveCountAsync(1);
        await Expect(first.GetByText("of the 1 points that you marked")).ToBeVisibleAsync();
        await Expect(first.Locator(".verdicts")).ToBeVisibleAsync();

        await page.GotoAsync("/interviews");
        await page.GetByLabel("Compare Robin").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare the chosen ones" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Capacity Planning" })).ToBeVisibleAsync();
        visit.Wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_login_that_ends_while_somebody_types_loses_nothing_and_the_answer_is_sent_once(bool inAnotherTab)
    {
        await using var service = await WebService.StartAsync();
        await using var visit = await Visit.StartAsync(chromium, service);
        var page = visit.Page;
        var interview = await service.InterviewAsync("Robin", "First round", "incident-management", "capacity-planning");
        var link = await service.InvitationAsync(interview);
        await EnterAsync(page, link);
        await page.GetByRole(AriaRole.Link, new() { Name = "Question 1" }).ClickAsync();
        await page.GetByLabel("Your answer").PressSequentiallyAsync(Answer[..40]);

        await visit.Context.ClearCookiesAsync();
        await page.GetByLabel("Your answer").PressSequentiallyAsync(Answer[40..]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the answer" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Your login has ended");
        await Expect(page.GetByLabel("Your answer")).ToHaveValueAsync(Answer);
        (await service.AnswersAsync(interview)).ShouldBeEmpty();
        if (inAnotherTab)
        {
            await EnterAsync(await visit.Context.NewPageAsync(), link);
        }
        else
        {
            await page.ReloadAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
            await EnterAsync(page, link);
            await Expect(page.Locator("kept-draft:not([hidden])")).ToHaveTextAsync("Draft");
            await page.GetByRole(AriaRole.Link, new() { Name = "Question 1" }).ClickAsync();
            await Expect(page.GetByLabel("Your answer")).ToHaveValueAsync(Answer);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Send the answer" }).ClickAsync();

        await Expect(page.GetByText("1 of 2 answers are sent")).ToBeVisibleAsync();
        (await service.AnswersAsync(interview)).ShouldHaveSingleItem().Text.ShouldBe(Answer);
        (await page.Locator("kept-draft:not([hidden])").CountAsync()).ShouldBe(0);
        visit.Wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Hostile_names_titles_and_answers_do_nothing_on_any_page()
    {
        await using var service = await WebService.StartAsync();
        await using var visit = await Visit.StartAsync(chromium, service);
        var page = visit.Page;
        var (name, title) = (HostileTexts.Together[..200], HostileTexts.Together[200..400]);
        var interview = await service.InterviewAsync(name, title, "incident-management", "capacity-planning");
        await service.AnsweredAsync(interview, "incident-management", $"{Answer} {HostileTexts.Together}");
        await visit.SignInAsync(service, Role.Interviewer);

        foreach (var path in new[]
        {
            "", "/new", $"/new?candidate={interview.CandidateId}", $"/{interview.Id}", $"/{interview.Id}/questions/1", $"/{interview.Id}/opinion", $"/compare?id={interview.Id}&scores=shown",
        })
        {
            (await page.GotoAsync($"/interviews{path}"))!.Status.ShouldBe(200, path);
            (await page.Locator("main script, main iframe, main img, main base, main [onload], main [onerror]").CountAsync()).ShouldBe(0, path);
        }

        await visit.Context.ClearCookiesAsync();
        await EnterAsync(page, await service.InvitationAsync(interview));
        await page.GetByRole(AriaRole.Link, new() { Name = "Question 1" }).ClickAsync();
        await Expect(page.Locator(".answer")).ToContainTextAsync("<script>alert(1)</script>");
        visit.Wrong.ShouldBeEmpty();
    }

    private static async Task AnswerByKeyboardAsync(IPage page, string link)
    {
        await page.GotoAsync(link);
        await FocusAsync(page, "main button.primary");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "First round" })).ToBeVisibleAsync();
        await FocusAsync(page, "main article a");
        await page.Keyboard.PressAsync("Enter");
        await FocusAsync(page, "textarea");
        await page.Keyboard.TypeAsync(Answer);
        await FocusAsync(page, "main button.primary");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("1 of 2 answers are sent")).ToBeVisibleAsync();
    }

    private static async Task FocusAsync(IPage page, string selector)
    {
        for (var i = 0; i < 30 && !await page.Locator(selector).First.EvaluateAsync<bool>("element => element === document.activeElement"); i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        await Expect(page.Locator(selector).First).ToBeFocusedAsync();
    }

    private static async Task EnterAsync(IPage page, string link)
    {
        await page.GotoAsync(link);
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/interviews/"));
    }
}
