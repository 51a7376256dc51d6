using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Web;

/// <summary>Who may see what of the pages to practise on.</summary>
public sealed class PracticeAccessTests
{
    private const string Statement = "Puts one person in command";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Role.Candidate, false, false)]
    [InlineData(Role.Candidate, true, true)]
    [InlineData(Role.Interviewer, false, true)]
    public async Task A_candidate_with_a_login_reads_the_points_where_the_organisation_lets_them(Role role, bool allowed, bool shown)
    {
        await using var service = await WebService.StartAsync($"Candidates:SeeKeyPoints={allowed}");
        var client = await service.ClientAsync(role);

        var page = await FeedbackAsync(client);

        page.Contains(Statement, StringComparison.Ordinal).ShouldBe(shown);
    }

    [Fact]
    public async Task What_a_candidate_with_a_login_sends_is_theirs_wherever_they_sign_in()
    {
        await using var service = await WebService.StartAsync();
        var candidate = await service.Services.GetRequiredService<CandidateStore>().AddAsync("Robin", "system", Token);
        var answer = await SendAsync(await service.ClientAsync(Role.Candidate, candidate.Id));

        (await (await service.ClientAsync(Role.Candidate, candidate.Id)).GetAsync(answer, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await service.ClientAsync(Role.Candidate)).GetAsync(answer, Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<string> FeedbackAsync(HttpClient client)
    {
        var answer = await SendAsync(client);
        (await client.GetAsync(new Uri($"{answer}/state", UriKind.Relative), Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        return await client.GetStringAsync(new Uri($"{answer}?points=shown", UriKind.Relative), Token);
    }

    private static async Task<Uri> SendAsync(HttpClient client)
    {
        using var form = new FormUrlEncodedContent([new("Attempt", Guid.NewGuid().ToString()), new("Text", "First I roll back the last release, then I look for the cause.")]);
        var sent = await client.PostAsync(new Uri("/practice/incident-management", UriKind.Relative), form, Token);
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        // A key has no cookie of its own: who is no candidate is known by one.
        foreach (var cookie in sent.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [])
        {
            client.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        }

        return sent.Headers.Location!;
    }
}
