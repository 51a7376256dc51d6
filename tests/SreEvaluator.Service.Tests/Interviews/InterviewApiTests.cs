using System.Net;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Interviews;

public sealed class InterviewApiTests(ServiceFixture shared) : IClassFixture<ServiceFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invited_candidate_answers_and_sees_no_result()
    {
        var service = shared.Service;
        var interviewer = await service.ClientAsync(Role.Interviewer);
        var (interview, link) = await InvitedAsync(interviewer);
        var browser = service.Browser();

        await EnterAsync(browser, link);

        (await browser.GetJsonAsync("/api/v1/me")).Text("role").ShouldBe("candidate");
        (await browser.GetJsonAsync($"/api/v1/interviews/{interview}")).Text("title").ShouldBe("First round");
        var (answer, evaluation) = await service.AnswerAsync(browser, "I would roll back first.", interview);
        (await browser.GetJsonAsync($"/api/v1/answers/{answer}")).GetProperty("evaluationId").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await browser.GetAsync($"/api/v1/evaluations/{evaluation}", Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await interviewer.GetAsync($"/api/v1/evaluations/{evaluation}", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_invitation_that_was_taken_back_or_replaced_leads_nowhere()
    {
        var service = shared.Service;
        var interviewer = await service.ClientAsync(Role.Interviewer);
        var (interview, first) = await InvitedAsync(interviewer);
        var second = new Uri((await interviewer.PostJsonAsync($"/api/v1/interviews/{interview}/invitation", new { days = 1 })).Text("link")).PathAndQuery;

        await LeadsNowhereAsync(await service.Anonymous.GetAsync(first, Token));
        (await EnterAsync(service.Browser(), second)).ShouldBe($"/interviews/{interview}");
        var browser = service.Browser();
        var form = await browser.HiddenAsync(second);
        await interviewer.DeleteAsync($"/api/v1/interviews/{interview}/invitation", Token);
        await LeadsNowhereAsync(await browser.PostAsync("/invitation", new FormUrlEncodedContent(form), Token));
        foreach (var link in (string[])[second, "/invitation?token=nonsense", "/invitation?token=", "/invitation"])
        {
            await LeadsNowhereAsync(await browser.GetAsync(link, Token));
        }
    }

    [Fact]
    public async Task A_session_ends_with_the_invitation_that_it_began_with()
    {
        var service = shared.Service;
        var interviewer = await service.ClientAsync(Role.Interviewer);
        foreach (var (method, path) in ((HttpMethod, string)[])[(HttpMethod.Delete, "invitation"), (HttpMethod.Post, "invitation")])
        {
            var (interview, link) = await InvitedAsync(interviewer);
            var browser = service.Browser();
            await EnterAsync(browser, link);
            var answer = new { question = "incident-management", answer = "I would roll back first.", interviewId = interview };
            (await browser.PostAsync("/api/v1/evaluations", answer, ("Prefer", "respond-async"))).StatusCode.ShouldBe(HttpStatusCode.Accepted);

            using var end = new HttpRequestMessage(method, $"/api/v1/interviews/{interview}/{path}");
            (await interviewer.SendAsync(end, Token)).IsSuccessStatusCode.ShouldBeTrue();

            (await browser.GetAsync($"/interviews/{interview}", Token)).Headers.Location!.ToString().ShouldBe("/invitation", $"{method} {path}");
            (await browser.PostAsync("/api/v1/evaluations", answer, [])).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, $"{method} {path}");
            (await browser.GetAsync("/api/v1/answers", Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, $"{method} {path}");
        }
    }

    [Fact]
    public async Task Whoever_types_while_the_interview_is_closed_reads_that_and_nobody_else_comes_in()
    {
        await using var service = await RunningService.StartAsync();
        var interviewer = await service.ClientAsync(Role.Interviewer);
        var (interview, link) = await InvitedAsync(interviewer);
        var browser = service.Browser();
        await EnterAsync(browser, link);

        var closed = await interviewer.PostJsonAsync($"/api/v1/interviews/{interview}/close", new { });

        closed.GetProperty("invitedUntil").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        using var answer = new HttpRequestMessage(HttpMethod.Post, $"/interviews/{interview}/questions/1")
        {
            Content = new FormUrlEncodedContent([new("Text", "I roll back."), new("Attempt", "1")]),
        };
        answer.Headers.Accept.ParseAdd("application/json");
        var refused = await browser.SendAsync(answer, Token);
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.JsonAsync()).Text("detail").ShouldContain("closed to further answers");
        (await browser.GetStringAsync($"/interviews/{interview}", Token)).ShouldContain("takes no more answers");
        await LeadsNowhereAsync(await service.Browser().GetAsync(link, Token));
    }

    [Fact]
    public async Task A_closed_interview_takes_no_answers()
    {
        var service = shared.Service;
        var interviewer = await service.ClientAsync(Role.Interviewer);
        var (interview, _) = await InvitedAsync(interviewer);

        await interviewer.PostJsonAsync($"/api/v1/interviews/{interview}/close", new { });

        var refused = await interviewer.PostAsync("/api/v1/evaluations", new { question = "incident-management", answer = "Late.", interviewId = interview });
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await interviewer.PostAsync($"/api/v1/interviews/{interview}/invitation", new { }, [])).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task An_interview_of_another_candidate_is_not_there()
    {
        var service = shared.Service;
        var (interview, _) = await InvitedAsync(await service.ClientAsync(Role.Interviewer));
        var other = await service.ClientAsync(Role.Candidate);

        (await other.GetAsync($"/api/v1/interviews/{interview}", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.PostAsync("/api/v1/evaluations", new { question = "incident-management", answer = "x", interviewId = interview }))
            .StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.GetJsonAsync("/api/v1/interviews")).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    private static async Task<(Guid Interview, string Link)> InvitedAsync(HttpClient interviewer)
    {
        var candidate = await interviewer.PostJsonAsync("/api/v1/candidates", new { name = "Robin" });
        var interview = await interviewer.PostJsonAsync(
            "/api/v1/interviews", new { candidateId = candidate.Text("id"), title = "First round", questions = new[] { "incident-management" } });
        var invitation = await interviewer.PostJsonAsync($"/api/v1/interviews/{interview.Text("id")}/invitation", new { });
        return (interview.GetProperty("id").GetGuid(), new Uri(invitation.Text("link")).PathAndQuery);
    }

    [Fact]
    public async Task An_invitation_is_for_the_answers_to_its_interview_and_for_no_practice()
    {
        var service = shared.Service;
        var (interview, link) = await InvitedAsync(await service.ClientAsync(Role.Interviewer));
        var browser = service.Browser();
        await EnterAsync(browser, link);

        (await browser.GetAsync("/", Token)).Headers.Location!.ToString().ShouldBe("/interviews");
        var shown = await browser.GetStringAsync($"/interviews/{interview}", Token);
        shown.ShouldNotContain("href=\"/practice");
        foreach (var path in (string[])["/practice/incident-management", "/practice/progress"])
        {
            var refused = await browser.GetAsync(path, Token);
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
            (await refused.Content.ReadAsStringAsync(Token)).ShouldContain("You came by an invitation", customMessage: path);
        }

        var sent = await browser.PostAsync("/practice/incident-management", new FormUrlEncodedContent([new("Text", "I roll back."), new("Attempt", "1")]), Token);
        sent.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync("/api/v1/evaluations", new { question = "incident-management", answer = "I roll back." }, [])).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    /// <summary>A candidate reads whom to ask, and is asked for no key.</summary>
    private static async Task LeadsNowhereAsync(HttpResponseMessage opened)
    {
        opened.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var page = await opened.Content.ReadAsStringAsync(Token);
        page.ShouldContain("ask whoever invited you");
        page.ShouldNotContain("name=\"key\"");
    }

    /// <summary>Opens the invitation and begins; says where it leads.</summary>
    private static async Task<string> EnterAsync(HttpClient browser, string link)
    {
        return (await browser.PostAsync("/invitation", new FormUrlEncodedContent(await browser.HiddenAsync(link)), Token)).Headers.Location!.ToString();
    }
}
