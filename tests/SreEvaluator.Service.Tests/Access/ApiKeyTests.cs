using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using SreEvaluator.Service.Access;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Access;

public sealed class ApiKeyTests(ServiceFixture shared) : IClassFixture<ServiceFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_is_shown_once_kept_as_a_hash_and_ends_when_it_is_revoked()
    {
        var service = shared.Service;
        var admin = await service.ClientAsync(Role.Admin);

        var made = await admin.PostJsonAsync("/api/v1/keys", new { name = "the pipeline's", role = "interviewer", scopes = new[] { "batches" } });

        var secret = made.Text("secret");
        secret.ShouldStartWith("sre_");
        (await admin.GetStringAsync("/api/v1/keys", Token)).ShouldNotContain(secret);
        (await service.Services.GetRequiredService<ApiKeyStore>().FindAsync(SecretToken.Hash(secret), Token)).ShouldNotBeNull();
        service.Anonymous.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        (await service.Anonymous.GetAsync("/api/v1/batches", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await admin.DeleteAsync($"/api/v1/keys/{made.GetProperty("key").Text("id")}", Token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await service.Anonymous.GetAsync("/api/v1/batches", Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Who_guesses_keys_has_to_wait()
    {
        await using var service = await RunningService.StartAsync("Limits:FailedLoginsPerMinute=5", "Limits:AnonymousRequestsPerMinute=10000");
        var statuses = new List<HttpStatusCode>();

        for (var i = 0; i < 8; i++)
        {
            service.Anonymous.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", SecretToken.New(Logins.KeyPrefix));
            statuses.Add((await service.Anonymous.GetAsync("/api/v1/me", Token)).StatusCode);
        }

        statuses.Take(5).ShouldAllBe(status => status == HttpStatusCode.Unauthorized);
        statuses.Skip(5).ShouldAllBe(status => status == HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData("""{"name":"x","role":"king"}""")]
    [InlineData("""{"name":"x","role":"admin","scopes":["everything"]}""")]
    [InlineData("""{"name":"x","role":"candidate"}""")]
    [InlineData("""{"name":"","role":"admin"}""")]
    [InlineData("""{"role":"admin"}""")]
    public async Task A_key_that_makes_no_sense_is_not_made(string body)
    {
        var service = shared.Service;
        var admin = await service.ClientAsync(Role.Admin);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        (await admin.PostAsync("/api/v1/keys", content, Token)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_limited_key_gives_nobody_more_than_it_has()
    {
        var service = shared.Service;
        var limited = await service.ClientAsync(Role.Admin, Scopes.Administration, Scopes.Batches);
        var user = await service.Services.GetRequiredService<UserStore>().SignInAsync("https://id.example", "42", "Kim", Role.Candidate, candidateId: null, Token);

        (await StatusAsync(limited, new { name = "k", role = "admin" })).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(limited, new { name = "k", role = "interviewer", scopes = new[] { "batches", "reviews" } })).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(limited, new { name = "k", role = "admin", scopes = new[] { "administration" } })).ShouldBe(HttpStatusCode.Created);
        (await limited.PatchAsync($"/api/v1/users/{user.Id}", JsonContent.Create(new { role = "admin" }), Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await limited.PatchAsync($"/api/v1/users/{user.Id}", JsonContent.Create(new { disabled = true }), Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await limited.PatchAsync($"/api/v1/users/{user.Id}", JsonContent.Create(new { disabled = false }), Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await service.Services.GetRequiredService<UserStore>().FindAsync(user.Id, Token))!.Role.ShouldBe(Role.Candidate);
    }

    [Fact]
    public async Task A_key_that_ends_makes_none_that_lasts_longer()
    {
        var service = shared.Service;
        var end = DateTimeOffset.UtcNow.AddDays(1);
        var made = await (await service.ClientAsync(Role.Admin)).PostJsonAsync("/api/v1/keys", new { name = "for a day", role = "admin", expiresAt = end });
        service.Anonymous.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.Text("secret"));

        (await StatusAsync(service.Anonymous, new { name = "k", role = "admin" })).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(service.Anonymous, new { name = "k", role = "admin", expiresAt = end.AddSeconds(1) })).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(service.Anonymous, new { name = "k", role = "admin", expiresAt = end })).ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_candidate_reads_no_key_points_unless_they_are_revealed()
    {
        await using var hidden = await RunningService.StartAsync();
        await using var revealed = await RunningService.StartAsync("Candidates:SeeKeyPoints=true");
        const string Path = "/api/v1/questions/incident-management/key-points";

        (await (await hidden.ClientAsync(Role.Candidate)).GetAsync(Path, Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await (await hidden.ClientAsync(Role.Interviewer)).GetAsync(Path, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await revealed.ClientAsync(Role.Candidate)).GetAsync(Path, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, object key) => (await client.PostAsync("/api/v1/keys", key, [])).StatusCode;
}
