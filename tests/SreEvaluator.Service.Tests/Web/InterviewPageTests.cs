using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Web;

/// <summary>Who may see and do what on the pages of interviews.</summary>
public sealed partial class InterviewPageTests(WebServiceFixture fixture) : IClassFixture<WebServiceFixture>
{
    private const string Question = "incident-management";
    private const string Text = "First I roll back the last release to stop the damage, before I look for the root cause.";
    private const string Statement = "Puts one person in command";

    private readonly RunningService _service = fixture.Service;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_candidate_sees_the_questions_and_what_they_sent_and_results_only_where_the_organisation_lets_them(bool allowed)
    {
        await using var service = await WebService.StartAsync($"Candidates:SeeInterviewResults={allowed}");
        var interview = await service.InterviewAsync("Robin", "First round", Question, "capacity-planning");
        await service.AnsweredAsync(interview, Question, Text);
        var candidate = await service.ClientAsync(Role.Candidate, interview.CandidateId);

        var list = await candidate.GetStringAsync("/interviews", Token);
        var page = await candidate.GetStringAsync($"/interviews/{interview.Id}", Token);
        var answered = await candidate.GetStringAsync($"/interviews/{interview.Id}/questions/1", Token);
        var open = await candidate.GetStringAsync($"/interviews/{interview.Id}/questions/2", Token);

        list.ShouldContain("First round");
        page.ShouldContain("1 of 2 answers are sent");
        answered.ShouldContain("roll back the last release");
        answered.Contains("What is there", StringComparison.Ordinal).ShouldBe(allowed);
        open.ShouldContain("<textarea");
        $"{list}{page}{answered}{open}".ShouldNotContain(Statement);
    }

    [Fact]
    public async Task An_interview_is_there_for_its_candidate_and_interviewers_alone()
    {
        var interview = await _service.InterviewAsync("Robin", "First round", Question);
        var other = await _service.ClientAsync(Role.Candidate);
        var own = await _service.ClientAsync(Role.Candidate, interview.CandidateId);

        foreach (var path in new[] { $"/interviews/{interview.Id}", $"/interviews/{interview.Id}/questions/1" })
        {
            (await other.GetAsync(path, Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }

        (await SendAsync(other, interview, Text)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        foreach (var path in new[] { "/interviews/new", "/interviews/compare", $"/interviews/{interview.Id}/opinion", $"/interviews/{interview.Id}/opinion.html" })
        {
            (await own.GetAsync(path, Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
            (await _service.Anonymous.GetAsync(path, Token)).StatusCode.ShouldBe(HttpStatusCode.Redirect, path);
        }

        foreach (var path in new[] { "invitation", "invitation/end", "close", "questions/1/marks" })
        {
            (await PostAsync(own, $"/interviews/{interview.Id}/{path}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        }
    }

    [Fact]
    public async Task A_question_is_answered_once_in_however_many_windows()
    {
        var interview = await _service.InterviewAsync("Robin", "First round", Question);
        var candidate = await _service.ClientAsync(Role.Candidate, interview.CandidateId);

        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => SendAsync(candidate, interview, i % 2 == 0 ? Text : $"{Text} And more.")));

        sent.Count(response => response.StatusCode == HttpStatusCode.Redirect).ShouldBe(2);
        sent.Count(response => response.StatusCode == HttpStatusCode.Conflict).ShouldBe(2);
        var kept = (await _service.AnswersAsync(interview)).ShouldHaveSingleItem();
        (await SendAsync(candidate, interview, kept.Text)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await SendAsync(candidate, interview, "Something else.")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await _service.AnswersAsync(interview)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_pasted_answer_takes_the_place_of_the_one_before_which_is_kept()
    {
        var interview = await _service.InterviewAsync("Robin", "First round", Question);
        var interviewer = await _service.ClientAsync(Role.Interviewer);

        await SendAsync(interviewer, interview, Text);
        await SendAsync(interviewer, interview, "What was meant to be pasted.");

        (await _service.AnswersAsync(interview)).Count.ShouldBe(2);
        (await interviewer.GetStringAsync($"/interviews/{interview.Id}/opinion", Token)).ShouldContain("What was meant to be pasted.");
    }

    [Fact]
    public async Task A_closed_interview_takes_no_answer_and_no_invitation()
    {
        var interview = await _service.InterviewAsync("Robin", "First round", Question);
        var interviewer = await _service.ClientAsync(Role.Interviewer);
        var candidate = await _service.ClientAsync(Role.Candidate, interview.CandidateId);
        await PostAsync(interviewer, $"/interviews/{interview.Id}/close");

        (await SendAsync(candidate, interview, Text)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await PostAsync(interviewer, $"/interviews/{interview.Id}/invitation", ("days", "7"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await candidate.GetStringAsync($"/interviews/{interview.Id}/questions/1", Token)).ShouldNotContain("<textarea");
        (await interviewer.GetStringAsync($"/interviews/{interview.Id}", Token)).ShouldContain("Closed to further answers");
    }

    [Fact]
    public async Task A_page_that_is_loaded_again_shows_the_link_to_whoever_made_it_and_makes_no_other()
    {
        var interview = await _service.InterviewAsync("Robin", "First round", Question);
        var interviewer = await _service.ClientAsync(Role.Interviewer);
        var page = $"/interviews/{interview.Id}";

        var made = await PostAsync(interviewer, $"{page}/invitation", ("days", "7"));

        made.Headers.Location!.ToString().ShouldBe(page);
        var cookie = made.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldContain($"path={page}; samesite=strict; httponly");
        cookie.ShouldContain("max-age=600");
        interviewer.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        var first = Link().Match(await interviewer.GetStringAsync(page, Token)).Value;
        Link().Match(await interviewer.GetStringAsync(page, Token)).Value.ShouldBe(first);
        (await _service.Anonymous.GetStringAsync(first, Token)).ShouldContain("Begin");

        // Another reads that it was shown, and so does whoever made it when another was made.
        var other = await _service.ClientAsync(Role.Interviewer);
        other.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        (await other.GetStringAsync(page, Token)).ShouldContain("The link was shown when it was made");
        await PostAsync(other, $"{page}/invitation", ("days", "7"));
        (await interviewer.GetStringAsync(page, Token)).ShouldContain("The link was shown when it was made");
    }

    [Theory]
    [InlineData("", "First round", Question, "candidate")]
    [InlineData("Robin", "", Question, "title")]
    [InlineData("Robin", "First round", null, "questions")]
    [InlineData("Robin", "First round", "no-such-question", "questions")]
    public async Task A_form_that_can_t_be_used_comes_back_with_what_was_typed_and_what_is_wrong(string name, string title, string? question, string field)
    {
        var interviewer = await _service.ClientAsync(Role.Interviewer);
        var candidates = _service.Services.GetRequiredService<CandidateStore>();
        var last = await candidates.AddAsync("Kim", "system", Token);

        var refused = await PostAsync(interviewer, "/interviews/new", [("candidate", name), ("title", title), .. question is null ? [] : new[] { ("questions", question) }]);

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await refused.Content.ReadAsStringAsync(Token);
        page.ShouldMatch($"id=\"{field}-below\"[^§]{{0,400}}role=\"alert\">{(field == "questions" ? "Choose at least one question" : "Write 1 to 200 characters")}");
        page.ShouldContain($"value=\"{(name.Length > 0 ? name : title)}\"");
        (await candidates.ListAsync(after: null, 1, Token)).Items[0].Id.ShouldBe(last.Id);
    }

    [Fact]
    public async Task Who_marks_first_sees_what_the_machine_says_once_their_marks_are_in()
    {
        var interview = await _service.InterviewAsync("Robin", "First round", Question);
        await _service.AnsweredAsync(interview, Question, Text);
        var interviewer = await _service.ClientAsync(Role.Interviewer);
        interviewer.DefaultRequestHeaders.Add("Cookie", "marking=first");
        var (opinion, compared) = ($"/interviews/{interview.Id}/opinion", $"/interviews/compare?id={interview.Id}&scores=shown");
        foreach (var path in new[] { opinion, compared })
        {
            var hidden = await interviewer.GetStringAsync(path, Token);
            hidden.ShouldNotContain("class=\"verdict ");
            hidden.ShouldNotContain("<mark");
            hidden.ShouldNotContain("class=\"chip ");
        }

        var marks = $"/interviews/{interview.Id}/questions/1/marks";
        (await interviewer.GetStringAsync(opinion, Token)).ShouldContain($"action=\"{marks}?blind=true\"");
        (await PostAsync(interviewer, $"{marks}?blind=true")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(interviewer, $"{marks}?blind=true", ("incident-roles", "covered"))).Headers.Location!.ToString().ShouldBe($"{opinion}#answer-1");

        var shown = await interviewer.GetStringAsync(opinion, Token);
        shown.ShouldContain("You marked before you saw what is said here.");
        shown.ShouldContain($"action=\"{marks}\"");
        (await interviewer.GetStringAsync($"{opinion}.json", Token)).ShouldContain("\"blind\": true");
        shown.ShouldContain("class=\"verdict ");
        shown.ShouldContain("class=\"differs\"");
        (await interviewer.GetStringAsync(compared, Token)).ShouldContain("class=\"verdict ");
        (await (await _service.ClientAsync(Role.Interviewer)).GetStringAsync(opinion, Token)).ShouldNotContain("class=\"differs\"");

        // What is changed afterwards is not blind, whatever the form says.
        await PostAsync(interviewer, $"{marks}?blind=true", ("incident-roles", "missing"));
        (await interviewer.GetStringAsync(opinion, Token)).ShouldContain("You marked when you could see what is said here.");
        (await interviewer.GetStringAsync($"{opinion}.md", Token)).ShouldContain("You marked when you could see what is said here.");
    }

    [Fact]
    public async Task Candidates_stand_in_the_order_of_their_names_without_any_number()
    {
        var weak = await _service.InterviewAsync("Aki", "First round", Question, "capacity-planning");
        await _service.AnsweredAsync(weak, Question, "I wait for somebody to call me.");
        var strong = await _service.InterviewAsync("Zoe", "First round", Question);
        await _service.AnsweredAsync(strong, Question, Text);
        var interviewer = await _service.ClientAsync(Role.Interviewer);

        var page = await interviewer.GetStringAsync($"/interviews/compare?id={strong.Id}&id={weak.Id}", Token);
        var scored = await interviewer.GetStringAsync($"/interviews/compare?id={strong.Id}&id={weak.Id}&scores=shown", Token);

        page.IndexOf("Aki", StringComparison.Ordinal).ShouldBeLessThan(page.IndexOf("Zoe", StringComparison.Ordinal));
        page.ShouldNotContain("class=\"chip");
        page.ShouldContain("not asked");
        scored.ShouldContain("class=\"chip");
    }

    [Theory]
    [InlineData("html", "text/html", "<h1>Second opinion: Robin</h1>")]
    [InlineData("md", "text/markdown", "# Second opinion: Robin")]
    [InlineData("json", "application/json", "\"candidate\": \"Robin\"")]
    [InlineData("csv", "text/csv", "id,candidate,question,score")]
    public async Task The_second_opinion_can_be_taken_along(string ending, string type, string held)
    {
        var interview = await _service.InterviewAsync("Robin", "First round", Question);
        var interviewer = await _service.ClientAsync(Role.Interviewer);
        (await interviewer.GetAsync($"/interviews/{interview.Id}/opinion.{ending}", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await _service.AnsweredAsync(interview, Question, Text);

        var file = await interviewer.GetAsync($"/interviews/{interview.Id}/opinion.{ending}", Token);

        file.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        file.Content.Headers.ContentDisposition!.FileName.ShouldBe($"second-opinion.{ending}");
        (await file.Content.ReadAsStringAsync(Token)).ShouldContain(held);
    }

    [GeneratedRegex("/invitation\\?token=[A-Za-z0-9_-]+")]
    private static partial Regex Link();

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, Interview interview, string text) =>
        PostAsync(client, $"/interviews/{interview.Id}/questions/1", ("Text", text), ("Attempt", Guid.NewGuid().ToString()));

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, params (string Name, string Value)[] fields) =>
        client.PostAsync(path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))), Token);
}
