using System.Net;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Evaluations;

public sealed class EvaluationApiTests(ServiceFixture shared) : IClassFixture<ServiceFixture>
{
    private const string Text = "I would roll back the last release first, then tell the customers what we know.";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_comes_back_with_its_evaluation()
    {
        var service = shared.Service;
        var client = await service.ClientAsync(Role.Candidate);

        var response = await client.PostAsync("/api/v1/evaluations", new { question = "incident-management", answer = Text, id = "mine" }, ("Prefer", "wait=30"));

        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        var evaluation = await response.JsonAsync();
        evaluation.Text("answerId").ShouldBe("mine");
        evaluation.Text("grader").ShouldBe("local");
        (await client.GetJsonAsync(response.Headers.Location!.ToString())).Text("id").ShouldBe(evaluation.Text("id"));
    }

    [Fact]
    public async Task Who_does_not_wait_gets_a_place_to_look()
    {
        var service = shared.Service;
        var client = await service.ClientAsync(Role.Candidate);

        var response = await client.PostAsync("/api/v1/evaluations", new { question = "incident-management", answer = Text }, ("Prefer", "respond-async"));

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var place = response.Headers.Location!.ToString();
        var id = (await response.JsonAsync()).GetProperty("id").GetGuid();
        place.ShouldBe($"/api/v1/answers/{id}");
        await service.GradedAsync(id);
        (await client.GetJsonAsync(place)).Text("state").ShouldBe("graded");
        (await client.GetStringAsync($"{place}/text", Token)).ShouldBe(Text);
    }

    [Fact]
    public async Task Grading_is_followed_to_its_end()
    {
        var service = shared.Service;
        var client = await service.ClientAsync(Role.Candidate);
        var response = await client.PostAsync("/api/v1/evaluations", new { question = "incident-management", answer = Text }, ("Prefer", "respond-async"));

        var events = await client.GetStringAsync($"{response.Headers.Location}/events", Token);

        events.ShouldStartWith("event: answer\n");
        events.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)[^1].ShouldContain("\"state\":\"graded\"");
    }

    [Fact]
    public async Task The_same_request_under_the_same_key_gives_the_same_response()
    {
        var service = shared.Service;
        var client = await service.ClientAsync(Role.Candidate);
        var body = new { question = "incident-management", answer = Text };

        var first = await client.PostAsync("/api/v1/evaluations", body, ("Idempotency-Key", "k-1"), ("Prefer", "respond-async"));
        var again = await client.PostAsync("/api/v1/evaluations", body, ("Idempotency-Key", "k-1"), ("Prefer", "wait=30"));

        again.StatusCode.ShouldBe(first.StatusCode);
        (await again.Content.ReadAsStringAsync(Token)).ShouldBe(await first.Content.ReadAsStringAsync(Token));
        again.Headers.Location.ShouldBe(first.Headers.Location.ShouldNotBeNull());
        (await client.GetJsonAsync("/api/v1/answers")).GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Another_request_under_the_same_key_is_refused()
    {
        var service = shared.Service;
        var client = await service.ClientAsync(Role.Interviewer);
        await client.PostAsync("/api/v1/evaluations", new { question = "incident-management", answer = Text }, ("Idempotency-Key", "k-1"), ("Prefer", "respond-async"));
        await client.PostAsync("/api/v1/candidates", new { name = "Robin" }, ("Idempotency-Key", "k-2"));

        (await (await client.PostAsync("/api/v1/evaluations", new { question = "incident-management", answer = "Other." }, ("Idempotency-Key", "k-1"))).ProblemAsync())
            .ShouldBe("idempotency-key-reused");
        var other = await client.PostAsync("/api/v1/candidates", new { name = "Kim" }, ("Idempotency-Key", "k-2"));
        other.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task The_same_candidate_is_entered_once()
    {
        await using var service = await RunningService.StartAsync();
        var client = await service.ClientAsync(Role.Interviewer);

        var first = await client.PostAsync("/api/v1/candidates", new { name = "Robin" }, ("Idempotency-Key", "k-1"));
        var again = await client.PostAsync("/api/v1/candidates", new { name = "Robin" }, ("Idempotency-Key", "k-1"));

        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        again.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        again.Headers.Location.ShouldBe(first.Headers.Location.ShouldNotBeNull());
        (await again.Content.ReadAsStringAsync(Token)).ShouldBe(await first.Content.ReadAsStringAsync(Token));
        (await client.GetJsonAsync("/api/v1/candidates")).GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task What_belongs_to_another_candidate_is_not_there()
    {
        var service = shared.Service;
        var (answer, evaluation) = await service.AnswerAsync(await service.ClientAsync(Role.Candidate), Text);
        var other = await service.ClientAsync(Role.Candidate);
        var interviewer = await service.ClientAsync(Role.Interviewer);

        foreach (var path in (string[])[$"/api/v1/answers/{answer}", $"/api/v1/answers/{answer}/text", $"/api/v1/answers/{answer}/events", $"/api/v1/evaluations/{evaluation}"])
        {
            (await other.GetAsync(path, Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
            (await interviewer.GetAsync(path, Token)).StatusCode.ShouldBe(HttpStatusCode.OK, path);
        }

        (await other.GetJsonAsync("/api/v1/answers")).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"question":"incident-managment","answer":"x"}""", "incident-management")]
    [InlineData("""{"question":"incident-management","answer":"x","grader":"oracle"}""", "auto, judge or local")]
    [InlineData("""{"question":"incident-management","answer":"x","grader":"judge"}""", "no judge is configured")]
    [InlineData("""{"question":"incident-management","answer":"x","id":"a\nb"}""", "plain text")]
    [InlineData("""{"answer":"x"}""", "question")]
    public async Task What_can_t_be_used_is_refused_with_what_would_be_right(string body, string told)
    {
        var service = shared.Service;
        var client = await service.ClientAsync(Role.Interviewer);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        var response = await client.PostAsync("/api/v1/evaluations", content, Token);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync(Token)).ShouldContain(told);
    }

    [Fact]
    public async Task Lists_are_read_part_by_part()
    {
        await using var service = await RunningService.StartAsync();
        var client = await service.ClientAsync(Role.Interviewer);
        for (var i = 0; i < 5; i++)
        {
            await client.PostJsonAsync("/api/v1/candidates", new { name = $"Candidate {i}" });
        }

        var names = new List<string>();
        string? next = null;
        do
        {
            var part = await client.GetJsonAsync($"/api/v1/candidates?limit=2{(next is null ? string.Empty : $"&after={next}")}");
            names.AddRange(part.GetProperty("items").EnumerateArray().Select(item => item.Text("name")));
            next = part.GetProperty("next").GetString();
        }
        while (next is not null);

        names.ShouldBe(["Candidate 4", "Candidate 3", "Candidate 2", "Candidate 1", "Candidate 0"]);
        (await client.GetAsync("/api/v1/candidates?limit=0", Token)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await client.GetAsync("/api/v1/candidates?after=x", Token)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
