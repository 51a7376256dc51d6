using System.Net;
using System.Net.Http.Headers;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Rubrics;

public sealed class RubricApiTests(ServiceFixture shared) : IClassFixture<ServiceFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rubrics_are_listed_with_their_questions()
    {
        var service = shared.Service;
        var client = await service.ClientAsync(Role.Interviewer);

        var rubrics = await (await client.GetAsync("/api/v1/rubrics", Token)).JsonAsync();

        rubrics.GetArrayLength().ShouldBe(10);
        rubrics.EnumerateArray().ShouldContain(rubric => rubric.GetProperty("id").GetString() == "incident-management");
        rubrics.EnumerateArray().Sum(rubric => rubric.GetProperty("questions").GetArrayLength()).ShouldBe(18);
    }

    [Theory]
    [InlineData("/api/v1/rubrics")]
    [InlineData("/api/v1/rubrics/incident-management")]
    [InlineData("/api/v1/questions")]
    [InlineData("/api/v1/questions/incident-management/follow-up")]
    public async Task What_the_caller_has_already_is_not_sent_again(string path)
    {
        var service = shared.Service;
        var client = await service.ClientAsync(Role.Interviewer);
        var first = await client.GetAsync(path, Token);
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag.ShouldNotBeNull());
        using var changed = new HttpRequestMessage(HttpMethod.Get, path);
        changed.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"other\""));

        (await client.SendAsync(again, Token)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await client.SendAsync(changed, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_question_gives_away_nothing_that_answers_are_graded_by()
    {
        var service = shared.Service;
        var client = await service.ClientAsync(Role.Interviewer);
        var keyPoints = await (await client.GetAsync("/api/v1/questions/incident-management/key-points", Token)).JsonAsync();

        var questions = await client.GetStringAsync("/api/v1/questions", Token);

        foreach (var keyPoint in keyPoints.GetProperty("keyPoints").EnumerateArray())
        {
            questions.ShouldNotContain(keyPoint.GetProperty("statement").GetString()!);
            questions.ShouldNotContain(keyPoint.GetProperty("id").GetString()!);
        }
    }

    [Fact]
    public async Task A_mistyped_question_gets_those_that_are_near()
    {
        var service = shared.Service;
        var client = await service.ClientAsync(Role.Interviewer);

        var response = await client.GetAsync("/api/v1/questions/incident-managment", Token);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.JsonAsync()).GetProperty("detail").GetString()!.ShouldContain("incident-management");
    }
}
