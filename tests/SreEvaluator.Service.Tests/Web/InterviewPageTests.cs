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

        foreach (var path in new[] { "invitation", "invitation/end", "close", "erase", "edit", "questions/1/marks" })
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
    public async Task An_answer_that_takes_the_place_of_the_candidate_s_own_says_so_wherever_it_is_read_and_theirs_stays()
    {
        var interview = await _service.InterviewAsync("Robin", "First round", Question);
        var own = await _service.AnsweredAsync(interview, Question, Text);
        var interviewer = await _service.ClientAsync(Role.Interviewer);
        var (question, opinion) = ($"/interviews/{interview.Id}/questions/1", $"/interviews/{interview.Id}/opinion");

        (await SendAsync(interviewer, interview, "What was said on the phone.")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(interviewer, question, ("Text", "What was said on the phone."), ("Attempt", "1"), ("reason", "The line was cut."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var answers = await _service.AnswersAsync(interview);
        answers.Count.ShouldBe(2);
        await _service.GradedAsync(answers[0].Id);
        foreach (var path in new[] { opinion, $"/interviews/{interview.Id}", question })
        {
            var page = await interviewer.GetStringAsync(path, Token);
            page.ShouldContain("Entered by a test&#x27;s", customMessage: path);
            page.ShouldContain("It takes the place of the candidate&#x27;s own answer", customMessage: path);
            page.ShouldContain("The line was cut.", customMessage: path);
            page.ShouldContain(Text, customMessage: path);
        }

        (await interviewer.GetStringAsync($"/interviews/compare?id={interview.Id}", Token)).ShouldContain("Entered by a test&#x27;s");
        foreach (var ending in new[] { "html", "md", "json", "csv" })
        {
            (await interviewer.GetStringAsync($"{opinion}.{ending}", Token)).ShouldMatch("Entered by a test.{1,6}s on .*own answer", customMessage: ending);
        }

        var candidate = await _service.ClientAsync(Role.Candidate, interview.CandidateId);
        (await candidate.GetStringAsync($"/interviews/{interview.Id}", Token)).ShouldContain("Entered by a test&#x27;s");
        var mine = await candidate.GetStringAsync(question, Token);
        mine.ShouldContain("It takes the place of your own answer");
        mine.ShouldContain(Text);
        mine.ShouldNotContain("Your answer");
        (await candidate.GetJsonAsync($"/api/v1/answers/{answers[0].Id}")).Text("enteredBy").ShouldBe("a test's");
        (await candidate.GetJsonAsync($"/api/v1/answers/{own.Id}")).GetProperty("enteredBy").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task A_closed_interview_takes_no_answer_and_no_invitation()
    {
        var interview = await _service.InterviewAsync("Robin", "First round", Question);
        var interviewer = await _service.ClientAsync(Role.Interviewer);
        var candidate = await _service.ClientAsync(Role.Candidate, interview.CandidateId);
        var asked = await PostAsync(interviewer, $"/interviews/{interview.Id}/close");
        asked.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await asked.Content.ReadAsStringAsync(Token)).ShouldContain("Say first that you mean it");
        (await candidate.GetStringAsync($"/interviews/{interview.Id}/questions/1", Token)).ShouldContain("<textarea");
        await PostAsync(interviewer, $"/interviews/{interview.Id}/close", ("sure", "yes"));

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

    [Fact]
    public async Task Questions_come_in_the_order_that_was_chosen_and_change_until_one_is_answered()
    {
        var interviewer = await _service.ClientAsync(Role.Interviewer);
        (string, string)[] chosen = [("candidate", "Robin"), ("title", "First round"), ("questions", Question), ("questions", "capacity-planning"), ($"place-{Question}", "2"), ("place-capacity-planning", "1")];
        var made = (await PostAsync(interviewer, "/interviews/new", chosen)).Headers.Location!.ToString();
        var interviews = _service.Services.GetRequiredService<InterviewStore>();
        var interview = (await interviews.FindAsync(Guid.Parse(made.Split('/')[^1]), Token))!;
        interview.Questions.ShouldBe(["capacity-planning", Question]);
        (await interviewer.GetStringAsync($"{made}/edit", Token)).ShouldMatch($"name=\"place-{Question}\"[^>]*value=\"2\"");

        (await PostAsync(interviewer, $"{made}/edit", ("title", "Second round"), ("questions", Question))).Headers.Location!.ToString().ShouldBe(made);
        (await PostAsync(interviewer, $"{made}/edit", ("title", "Third round"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        interview = (await interviews.FindAsync(interview.Id, Token))!;
        (interview.Title, interview.Questions.Single()).ShouldBe(("Second round", Question));
        (await interviewer.GetStringAsync(made, Token)).ShouldContain($"{made}/edit");
        await _service.AnsweredAsync(interview, Question, Text);
        (await PostAsync(interviewer, $"{made}/edit", ("title", "Third round"), ("questions", Question))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var page = await interviewer.GetStringAsync(made, Token);
        page.ShouldNotContain($"{made}/edit");
        page.ShouldContain("<span class=\"chip strong\">Answered</span>");
    }

    [Fact]
    public async Task An_interview_is_erased_with_its_answers_by_whoever_made_it_or_an_admin_when_it_is_meant()
    {
        var maker = await _service.ClientAsync(Role.Interviewer);
        var made = (await PostAsync(maker, "/interviews/new", ("candidate", "Robin"), ("title", "First round"), ("questions", Question))).Headers.Location!.ToString();
        var interview = (await _service.Services.GetRequiredService<InterviewStore>().FindAsync(Guid.Parse(made.Split('/')[^1]), Token))!;
        var answer = await _service.AnsweredAsync(interview, Question, Text);
        var other = await _service.ClientAsync(Role.Interviewer);

        (await other.GetStringAsync(made, Token)).ShouldNotContain("Erase this interview");
        (await PostAsync(other, $"{made}/erase", ("sure", "yes"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await (await _service.ClientAsync(Role.Admin)).GetStringAsync(made, Token)).ShouldContain("Erase this interview");
        (await PostAsync(maker, $"{made}/erase")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(maker, $"{made}/erase", ("sure", "yes"))).Headers.Location!.ToString().ShouldBe("/interviews");

        (await maker.GetAsync(made, Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await maker.GetAsync($"/api/v1/answers/{answer.Id}", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
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
        shown.ShouldMatch("<li>Unsure: <small lang=\"en\">[A-Z][a-z ]+, [a-z]+ with a confidence of");
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
    [InlineData("csv", "text/csv", "id,candidate,question,entered,score")]
    public async Task The_second_opinion_can_be_taken_along(string ending, string type, string held)
    {
        var interview = await _service.InterviewAsync("Robin", "First round", Question);
        var interviewer = await _service.ClientAsync(Role.Interviewer);
        (await interviewer.GetAsync($"/interviews/{interview.Id}/opinion.{ending}", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await _service.AnsweredAsync(interview, Question, Text);

        var file = await interviewer.GetAsync($"/interviews/{interview.Id}/opinion.{ending}", Token);

        file.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        file.Content.Headers.ContentDisposition!.FileName.ShouldBe($"second-opinion-Robin-First-round-{DateTime.UtcNow:yyyy-MM-dd}.{ending}");
        (await file.Content.ReadAsStringAsync(Token)).ShouldContain(held);
    }

    [GeneratedRegex("/invitation\\?token=[A-Za-z0-9_-]+")]
    private static partial Regex Link();

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, Interview interview, string text) =>
        PostAsync(client, $"/interviews/{interview.Id}/questions/1", ("Text", text), ("Attempt", Guid.NewGuid().ToString()));

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, params (string Name, string Value)[] fields) =>
        client.PostAsync(path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))), Token);
}
