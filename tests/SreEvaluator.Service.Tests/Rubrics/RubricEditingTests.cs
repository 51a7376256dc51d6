using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SreEvaluator.Rubrics;
using SreEvaluator.Service.Rubrics;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Service.Tests.Web;
using SreEvaluator.Storage;
using SreEvaluator.Support;

namespace SreEvaluator.Service.Tests.Rubrics;

/// <summary>Each test edits a topic of its own.</summary>
public sealed class RubricEditingTests(WebServiceFixture fixture) : IClassFixture<WebServiceFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private RunningService Service => fixture.Service;

    private RubricLibrary Library => Service.Services.GetRequiredService<RubricLibrary>();

    [Fact]
    public async Task Rubrics_are_for_interviewers_to_read_and_for_admins_to_edit()
    {
        var interviewer = await Service.ClientAsync(Role.Interviewer);
        var candidate = await Service.ClientAsync(Role.Candidate);

        var page = await interviewer.GetStringAsync("/rubrics/incident-management", Token);

        page.ShouldContain("Gets the service working again first");
        page.ShouldNotContain("/rubrics/incident-management/edit");
        (await interviewer.GetAsync("/rubrics/incident-management/edit", Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(interviewer, "incident-management", "topic: x", "why")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await candidate.GetAsync("/rubrics", Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await interviewer.GetAsync("/rubrics/no-such-topic", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_is_published_is_in_force_at_once_and_entered_in_the_audit_trail()
    {
        const string topic = "capacity-planning";
        var admin = await Service.ClientAsync(Role.Admin);
        var before = (await admin.GetAsync($"/api/v1/rubrics/{topic}", Token)).Headers.ETag;
        var source = Source(topic).Replace("weight: 3", "weight: 2", StringComparison.Ordinal);

        var response = await SendAsync(admin, topic, source.ReplaceLineEndings("\r\n"), "Less weight.");

        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        Library.Find(topic)!.KeyPoints.ShouldAllBe(keyPoint => keyPoint.Weight < 3);
        (await admin.GetAsync($"/api/v1/rubrics/{topic}", Token)).Headers.ETag.ShouldNotBe(before);
        (await admin.GetStringAsync($"/rubrics/{topic}", Token)).ShouldContain("version 2, published by a test");
        var entry = (await Service.Services.GetRequiredService<AuditTrail>().OfAsync($"rubric:{topic}", Token)).ShouldHaveSingleItem();
        entry.Action.ShouldBe("rubric-published");
        entry.Detail.ShouldBe($"version 2 {Library.FindRubric(topic)!.Hash}");
    }

    [Fact]
    public async Task Another_process_picks_up_what_was_published_and_a_new_one_begins_with_it()
    {
        const string topic = "cost-optimization";
        var admin = await Service.ClientAsync(Role.Admin);
        var other = RubricLibrary.Load(Path.Combine(Repository.Root, "rubrics"));
        using var published = new PublishedRubrics(other, Service.Services.GetRequiredService<RubricVersionStore>(), NullLogger<PublishedRubrics>.Instance);
        await published.RefreshAsync(Token);
        other.FindRubric(topic)!.Hash.ShouldBe(Library.FindRubric(topic)!.Hash);

        (await SendAsync(admin, topic, Source(topic).Replace("weight: 3", "weight: 2", StringComparison.Ordinal), "Less weight.")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await published.RefreshAsync(Token);

        other.Find(topic)!.KeyPoints.ShouldAllBe(keyPoint => keyPoint.Weight < 3);
        other.FindRubric(topic)!.Hash.ShouldBe(Library.FindRubric(topic)!.Hash);
    }

    [Theory]
    [InlineData("weight: 3", "weight: 9", "Less weight.", "The check has to pass", "found weight 9")]
    [InlineData("critical: true", "critical: false", "None is critical.", "the check has to pass", "no key point is critical")]
    [InlineData("weight: 3", "weight: 2", " ", "Say in a few words why", "Say in a few words why")]
    [InlineData("topic:", "topic:", "Nothing.", "nothing in it has changed", "nothing in it has changed")]
    public async Task What_fails_lint_or_has_no_reason_is_not_published_and_stays_as_typed(string old, string changed, string reason, string refusal, string finding)
    {
        const string topic = "security-and-compliance";
        var admin = await Service.ClientAsync(Role.Admin);
        var before = Library.FindRubric(topic);
        var source = Source(topic).Replace(old, changed, StringComparison.Ordinal);

        var response = await SendAsync(admin, topic, source, reason);

        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Token));
        page.ShouldContain(refusal, Case.Insensitive);
        page.ShouldContain(finding);
        page.ShouldContain(source.Split('\n').First(line => line.Contains(changed, StringComparison.Ordinal)));
        Library.FindRubric(topic).ShouldBeSameAs(before);
    }

    [Fact]
    public async Task A_version_made_of_an_older_one_does_not_take_the_place_of_what_came_between_unseen()
    {
        const string topic = "disaster-recovery";
        var admin = await Service.ClientAsync(Role.Admin);
        var first = Library.FindRubric(topic)!;
        (await SendAsync(admin, topic, Source(topic).Replace("version: ", "version: 1", StringComparison.Ordinal), "Theirs.")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var theirs = Library.FindRubric(topic);

        var response = await SendAsync(admin, topic, first.Source.Replace("version: ", "version: 2", StringComparison.Ordinal), "Ours.", first.Hash);

        response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await response.Content.ReadAsStringAsync(Token)).ShouldContain("somebody else published");
        Library.FindRubric(topic).ShouldBeSameAs(theirs);
        (await SendAsync(admin, topic, first.Source.Replace("version: ", "version: 2", StringComparison.Ordinal), "Ours.")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Service.Services.GetRequiredService<RubricVersionStore>().OfTopicAsync(topic, Token)).Select(version => version.Number).ShouldBe([3, 2, 1]);
    }

    [Fact]
    public async Task The_script_that_keeps_what_is_typed_is_told_why_it_was_not_published_and_how_to_go_on()
    {
        const string topic = "service-level-objectives";
        var admin = await Service.ClientAsync(Role.Admin);
        admin.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        var first = Library.FindRubric(topic)!;

        var unreasoned = await SendAsync(admin, topic, $"# Ours.\n{first.Source}", " ");
        var theirs = await SendAsync(admin, topic, $"# Theirs.\n{first.Source}", "Theirs.");
        var between = await SendAsync(admin, topic, $"# Ours.\n{first.Source}", "Ours.", first.Hash);

        unreasoned.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await unreasoned.JsonAsync()).Text("detail").ShouldStartWith("Say in a few words why");
        (await theirs.JsonAsync()).Text("location").ShouldBe($"/rubrics/{topic}");
        between.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var based = (await between.JsonAsync()).GetProperty("fields").Text("based");
        (await SendAsync(admin, topic, $"# Ours.\n{first.Source}", "Ours.", based)).StatusCode.ShouldBe(HttpStatusCode.OK);
        Library.FindRubric(topic)!.Source.ShouldStartWith("# Ours.");
    }

    [Fact]
    public async Task What_was_graded_before_stays_and_reads_by_the_rubric_of_its_time()
    {
        const string topic = "incident-management";
        var admin = await Service.ClientAsync(Role.Admin);
        var (_, evaluation) = await Service.AnswerAsync(admin, "I would roll back the last release first, before we look for the root cause.");
        var whole = await admin.GetStringAsync($"/api/v1/evaluations/{evaluation}", Token);
        var then = Library.Find(topic)!;

        // A key point that evaluations have verdicts on is gone, and another one is called something else.
        var without = Source(topic).Replace("id: mitigate-first", "id: restore-first", StringComparison.Ordinal);
        (await SendAsync(admin, topic, without, "Another name.")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await admin.GetStringAsync($"/api/v1/evaluations/{evaluation}", Token)).ShouldBe(whole);
        var effective = await admin.GetJsonAsync($"/api/v1/evaluations/{evaluation}/effective");
        effective.GetProperty("verdicts").EnumerateArray().Select(verdict => verdict.Text("keyPoint")).ShouldBe(then.KeyPoints.Select(keyPoint => keyPoint.Id));
        var overridden = await admin.PostJsonAsync(
            $"/api/v1/evaluations/{evaluation}/overrides", new { keyPoint = "mitigate-first", verdict = "partial", reason = "Only half of it." });
        overridden.GetProperty("verdicts")[0].Text("verdict").ShouldBe("partial");

        // And the next answer is graded by the new one.
        var (_, next) = await Service.AnswerAsync(admin, "I would roll back the last release first, and only then look for the root cause.");
        (await admin.GetJsonAsync($"/api/v1/evaluations/{next}")).GetProperty("verdicts")[0].Text("keyPoint").ShouldBe("restore-first");
    }

    [Fact]
    public async Task Versions_are_listed_with_who_and_why_and_each_tells_what_it_changed()
    {
        const string topic = "reliability-vs-feature-velocity";
        var admin = await Service.ClientAsync(Role.Admin);
        var interviewer = await Service.ClientAsync(Role.Interviewer);
        (await interviewer.GetStringAsync($"/rubrics/{topic}/versions", Token)).ShouldContain("Nobody has published a version yet");
        var point = Library.Find(topic)!.KeyPoints[0];
        (await SendAsync(admin, topic, Source(topic).Replace($"id: {point.Id}\n        weight: {point.Weight}", $"id: {point.Id}\n        weight: 1", StringComparison.Ordinal), "It counts for less."))
            .StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await SendAsync(admin, topic, $"# A note.\n{Source(topic)}", "A note.")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await interviewer.GetStringAsync($"/rubrics/{topic}/versions", Token)).ShouldContain("It counts for less.");
        var changed = WebUtility.HtmlDecode(await interviewer.GetStringAsync($"/rubrics/{topic}/versions/2", Token));
        changed.ShouldContain($"{point.Weight}{(point.Critical ? " (critical)" : string.Empty)} → 1");
        changed.ShouldMatch($"<del>.*weight: {point.Weight}.*</del>");
        changed.ShouldMatch("<ins>.*weight: 1.*</ins>");
        changed.ShouldNotContain($"/rubrics/{topic}/edit");
        (await interviewer.GetStringAsync($"/rubrics/{topic}/versions/3", Token)).ShouldContain("every verdict and every score stays the same");
        (await interviewer.GetAsync($"/rubrics/{topic}/versions/4", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        // An earlier version is where an edit can begin.
        (await admin.GetStringAsync($"/rubrics/{topic}/edit?from=1", Token)).ShouldContain($"weight: {point.Weight}");
        (await admin.GetStringAsync($"/rubrics/{topic}/edit?from=2", Token)).ShouldNotContain("# A note.");
        (await admin.GetAsync($"/rubrics/{topic}/edit?from=9", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_answer_is_tried_on_the_rubric_in_force_and_on_one_that_is_being_edited_and_kept_nowhere()
    {
        const string topic = "automation-and-efficiency";
        const string answer = "We list the manual tasks, count how often each comes up, and automate the most frequent one first.";
        var interviewer = await Service.ClientAsync(Role.Interviewer);
        var draft = Source(topic).Replace($"id: {Library.Find(topic)!.KeyPoints[0].Id}", "id: of-the-draft", StringComparison.Ordinal);
        var before = (await interviewer.GetJsonAsync("/api/v1/evaluations")).GetProperty("items").GetArrayLength();

        var inForce = await TryAsync(interviewer, topic, ("question", topic), ("answer", answer));
        var edited = await TryAsync(interviewer, topic, ("question", topic), ("answer", answer), ("source", draft));
        var broken = await TryAsync(interviewer, topic, ("answer", answer), ("source", "topic: x"));
        var empty = await TryAsync(interviewer, topic, ("question", topic), ("answer", "  "));

        var page = await inForce.Content.ReadAsStringAsync(Token);
        page.ShouldContain("No judge is configured");
        page.ShouldContain("id=\"p-L1\"");
        page.ShouldNotContain("Of the draft");
        (await edited.Content.ReadAsStringAsync(Token)).ShouldContain("Of the draft");
        broken.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        empty.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await interviewer.GetJsonAsync("/api/v1/evaluations")).GetProperty("items").GetArrayLength().ShouldBe(before);
    }

    [Fact]
    public async Task The_script_is_told_what_the_page_would_say()
    {
        var admin = await Service.ClientAsync(Role.Admin);
        using var form = new FormUrlEncodedContent([new("source", "topic: <script>alert(1)</script>\nversion: 1\n")]);

        var response = await admin.PostAsync(new Uri("/rubrics/incident-management/check", UriKind.Relative), form, Token);

        var part = await response.Content.ReadAsStringAsync(Token);
        part.ShouldContain("This is no rubric yet");
        part.ShouldContain("questions");
        part.ShouldNotContain("<html");
        part.ShouldNotContain("<script");
    }

    private static async Task<HttpResponseMessage> TryAsync(HttpClient client, string topic, params IEnumerable<(string Name, string Value)> fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await client.PostAsync(new Uri($"/rubrics/{topic}/try", UriKind.Relative), form, Token);
    }

    private string Source(string topic) => Library.FindRubric(topic)!.Source;

    private async Task<HttpResponseMessage> SendAsync(HttpClient client, string topic, string source, string reason, string? based = null)
    {
        using var form = new FormUrlEncodedContent(
            [new("source", source), new("based", based ?? Library.FindRubric(topic)!.Hash), new("reason", reason), new("do", "publish")]);
        return await client.PostAsync(new Uri($"/rubrics/{topic}/edit", UriKind.Relative), form, Token);
    }
}
