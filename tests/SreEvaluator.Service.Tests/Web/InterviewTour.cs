using Microsoft.Playwright;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Storage;
using SreEvaluator.Support;
using static Microsoft.Playwright.Assertions;

namespace SreEvaluator.Service.Tests.Web;

/// <summary>The pages of interviews, the interviewer's first, then the candidate's.</summary>
internal static class InterviewTour
{
    private const string First = "incident-management";
    private const string Second = "capacity-planning";

    private static readonly string Sample = File.ReadAllText(Path.Combine(Repository.Root, "samples", "incident-management.txt")).TrimEnd();

    /// <summary>The names of the pages, each while the visit is there.</summary>
    public static async IAsyncEnumerable<string> PagesAsync(RunningService service, Visit visit)
    {
        var page = visit.Page;
        await visit.SignInAsync(service, Role.Interviewer);
        await page.GotoAsync("/interviews");
        yield return "(interviews, none yet)";
        await page.GotoAsync("/interviews/compare");
        yield return "(candidates, nobody chosen)";
        await page.GotoAsync("/interviews/new");
        yield return "new-interview";

        var other = await service.InterviewAsync("Sam Okafor", "First round, SRE Berlin", First);
        await service.AnsweredAsync(other, First, "I look at the graphs and restart what looks broken. Then I write down what happened so that we learn from it.");
        var interview = await service.InterviewAsync("Robin Sørensen", "First round, SRE Berlin", First, Second);
        await service.AnsweredAsync(interview, First, Sample);
        await page.GotoAsync($"/interviews/{interview.Id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite" }).ClickAsync();
        await Expect(page.GetByLabel("Link")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("token="));
        yield return "interview-invited";
        await page.GotoAsync($"/interviews/{interview.Id}/questions/1");
        yield return "(paste, answered before)";
        await page.GotoAsync($"/interviews/{other.Id}/questions/1");
        await page.GetByLabel("What Sam Okafor said or wrote").FillAsync("I look at the graphs, then I roll the last change back.");
        await page.GetByLabel("Why the answer is replaced").FillAsync("They said the rest on the phone.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep and grade it" }).ClickAsync();
        await page.GetByText("What the candidate sent").ClickAsync();
        yield return "(interview, with an answer in place of the candidate's own)";
        await page.GotoAsync("/interviews");
        yield return "interviews";

        await page.GotoAsync($"/interviews/{interview.Id}/opinion");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mark by myself first" }).ClickAsync();
        yield return "opinion-blind";
        foreach (var choice in await page.GetByLabel("Covered").AllAsync())
        {
            await choice.CheckAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Keep my marks" }).ClickAsync();
        await Expect(page.Locator(".differs")).Not.ToHaveCountAsync(0);
        yield return "opinion";
        await page.GetByRole(AriaRole.Button, new() { Name = "Show the machine's verdicts at once" }).ClickAsync();
        await page.GotoAsync($"/interviews/compare?id={interview.Id}&id={other.Id}&scores=shown");
        yield return "(candidates, with scores)";
        await page.GotoAsync($"/interviews/compare?id={interview.Id}&id={other.Id}");
        yield return "candidates";

        await visit.Context.ClearCookiesAsync();
        await page.GotoAsync(await service.InvitationAsync(interview));
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        yield return "my-interview";
        await page.GetByRole(AriaRole.Link, new() { Name = "Question 1" }).ClickAsync();
        yield return "(my question, answered)";
        await page.GotoAsync($"/interviews/{interview.Id}/questions/2");
        await page.GetByLabel("Your answer").FillAsync("I measure what the service can take before I guess.");
        yield return "my-question";
        await page.GotoAsync("/interviews");
        yield return "(my interviews)";
    }
}
