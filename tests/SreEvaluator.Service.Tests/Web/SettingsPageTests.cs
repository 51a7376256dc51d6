using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Web;

/// <summary>What admins may change on the pages of settings, and nobody else.</summary>
public sealed partial class SettingsPageTests(WebServiceFixture fixture) : IClassFixture<WebServiceFixture>
{
    private readonly RunningService _service = fixture.Service;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_are_for_admins_alone()
    {
        var interviewer = await _service.ClientAsync(Role.Interviewer);
        var id = Guid.NewGuid();

        foreach (var path in new[] { "", "/audit", "/keys", "/users", "/people", "/people/named?name=Robin", "/people/named/data?name=Robin", $"/people/{id}", $"/people/{id}/data" })
        {
            (await interviewer.GetAsync($"/settings{path}", Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        }

        foreach (var path in new[] { "/judge", "/keys", $"/keys/{id}/revoke", $"/users/{id}", $"/people/{id}/erase" })
        {
            (await PostAsync(interviewer, $"/settings{path}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        }

        (await interviewer.GetStringAsync("/", Token)).ShouldNotContain("/settings");
    }

    [Fact]
    public async Task A_key_holds_until_it_is_revoked()
    {
        var admin = await _service.ClientAsync(Role.Admin);
        var made = await PostAsync(admin, "/settings/keys", ("name", "Nightly import"), ("role", "interviewer"), ("scopes", "batches"), ("days", "30"));
        made.Headers.Location!.ToString().ShouldBe("/settings/keys");
        admin.DefaultRequestHeaders.Add("Cookie", made.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        var secret = Secret().Match(await admin.GetStringAsync("/settings/keys", Token)).Value;
        (await admin.GetStringAsync("/settings/keys", Token)).ShouldContain(secret);
        using var client = new HttpClient { BaseAddress = _service.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        (await client.GetAsync("/api/v1/batches", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/api/v1/reviews", Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var key = (await _service.Services.GetRequiredService<ApiKeyStore>().ListAsync(after: null, 1, Token)).Items[0];
        key.ExpiresAt!.Value.ShouldBe(DateTimeOffset.UtcNow.AddDays(30), TimeSpan.FromMinutes(5));

        (await PostAsync(admin, $"/settings/keys/{key.Id}/revoke")).Headers.Location!.ToString().ShouldBe("/settings/keys");

        (await client.GetAsync("/api/v1/batches", Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await admin.GetStringAsync("/settings/keys", Token)).ShouldNotContain(secret);
    }

    [Theory]
    [InlineData("", "admin", "", "30", "name")]
    [InlineData("Import", "admin", "", "soon", "days")]
    [InlineData("Import", "king", "", "", "role")]
    [InlineData("Import", "admin", "everything", "", "scopes")]
    public async Task A_key_s_form_that_can_t_be_used_comes_back_with_what_was_typed_and_what_is_wrong(string name, string role, string scope, string days, string field)
    {
        var admin = await _service.ClientAsync(Role.Admin);

        var refused = await PostAsync(admin, "/settings/keys", [("name", name), ("role", role), ("days", days), .. scope.Length == 0 ? [] : new[] { ("scopes", scope) }]);

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await refused.Content.ReadAsStringAsync(Token);
        page.ShouldMatch($"name=\"{field}\"[^§]{{0,2500}}role=\"alert\"");
        Regex.Count(page, "role=\"alert\"").ShouldBe(1);
        page.ShouldContain($"value=\"{days}\"");
    }

    [Fact]
    public async Task Nobody_gives_a_key_more_than_they_have()
    {
        var limited = await _service.ClientAsync(Role.Admin, "administration");

        (await PostAsync(limited, "/settings/keys", ("name", "More"), ("role", "admin"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(limited, "/settings/keys", ("name", "As much"), ("role", "admin"), ("scopes", "administration"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_user_gets_another_role_and_is_shut_out_and_let_in()
    {
        var users = _service.Services.GetRequiredService<UserStore>();
        var kim = await users.SignInAsync("https://id.example", Guid.NewGuid().ToString(), "Kim", Role.Candidate, candidateId: null, Token);
        var admin = await _service.ClientAsync(Role.Admin);

        await PostAsync(admin, $"/settings/users/{kim.Id}", ("role", "interviewer"));
        (await users.FindAsync(kim.Id, Token))!.Role.ShouldBe(Role.Interviewer);
        await PostAsync(admin, $"/settings/users/{kim.Id}", ("disabled", "true"));
        (await users.FindAsync(kim.Id, Token))!.DisabledAt.ShouldNotBeNull();
        (await admin.GetStringAsync("/settings/users", Token)).ShouldContain("Let in: Kim");
        await PostAsync(admin, $"/settings/users/{kim.Id}", ("disabled", "false"));
        (await users.FindAsync(kim.Id, Token))!.DisabledAt.ShouldBeNull();
    }

    [Fact]
    public async Task What_is_held_of_a_person_is_given_out_and_erased_when_it_is_meant()
    {
        var interview = await _service.InterviewAsync("Robin Unforgettable", "First round", "incident-management");
        await _service.AnsweredAsync(interview, "incident-management", "First I roll back the last release.");
        var admin = await _service.ClientAsync(Role.Admin);
        var person = $"/settings/people/{interview.CandidateId}";

        var given = await admin.GetStringAsync($"{person}/data", Token);
        given.ShouldContain("Robin Unforgettable");
        given.ShouldContain("First I roll back the last release.");
        var asked = await PostAsync(admin, $"{person}/erase");
        asked.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await asked.Content.ReadAsStringAsync(Token)).ShouldContain("Say first that you mean it");
        (await admin.GetStringAsync(person, Token)).ShouldContain("Robin Unforgettable");

        (await PostAsync(admin, $"{person}/erase", ("sure", "yes"))).Headers.Location!.ToString().ShouldBe("/settings/people");

        (await admin.GetAsync(person, Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await admin.GetAsync($"{person}/data", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await admin.GetAsync($"/interviews/{interview.Id}", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Somebody_whom_files_of_batches_name_is_found_given_out_and_erased_and_so_is_the_batch()
    {
        var admin = await _service.ClientAsync(Role.Admin);
        var file = new StringContent("id,candidate,question,answer\na-1,Robin Unforgettable,incident-management,First I roll back.\na-2,Kim,incident-management,I tell the customers.\n", Encoding.UTF8, "text/csv");
        var batch = (await (await admin.PostAsync("/api/v1/batches?title=Take-homes&grader=local", file, Token)).JsonAsync()).GetProperty("batch").Text("id");
        const string named = "/settings/people/named?name=Robin%20Unforgettable";

        (await admin.GetAsync("/settings/people/named?name=robin", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await admin.GetStringAsync(named, Token)).ShouldContain("Answers in batches: 1");
        (await admin.GetStringAsync(named.Replace("named", "named/data", StringComparison.Ordinal), Token)).ShouldContain("First I roll back.");
        (await PostAsync(admin, "/settings/people/named/erase", ("name", "Robin Unforgettable"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(admin, "/settings/people/named/erase", ("name", "Robin Unforgettable"), ("sure", "yes"))).Headers.Location!.ToString().ShouldBe("/settings/people");
        (await admin.GetAsync(named, Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await admin.DeleteAsync("/api/v1/batches/candidates?name=Kim", Token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await admin.DeleteAsync("/api/v1/batches/candidates?name=Kim", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await admin.GetAsync("/api/v1/batches/candidates/data?name=", Token)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        await PostAsync(admin, $"/batches/{batch}/cancel");
        var interviewer = await _service.ClientAsync(Role.Interviewer);
        (await interviewer.GetStringAsync($"/batches/{batch}", Token)).ShouldNotContain("Erase this batch");
        (await PostAsync(interviewer, $"/batches/{batch}/erase", ("sure", "yes"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await admin.GetStringAsync($"/batches/{batch}", Token)).ShouldContain("Erase this batch");
        (await (await PostAsync(admin, $"/batches/{batch}/erase")).Content.ReadAsStringAsync(Token)).ShouldContain("Erase this batch");
        (await PostAsync(admin, $"/batches/{batch}/erase", ("sure", "yes"))).Headers.Location!.ToString().ShouldBe("/batches");
        (await admin.GetAsync($"/batches/{batch}", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await admin.DeleteAsync($"/api/v1/batches/{batch}", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_audit_trail_that_somebody_changed_is_told_from_a_whole_one()
    {
        await using var service = await WebService.StartAsync("Storage:KeptFor=30.00:00:00");
        var admin = await service.ClientAsync(Role.Admin);
        await service.InterviewAsync("Robin", "First round", "incident-management");
        (await admin.GetStringAsync("/settings/audit", Token)).ShouldContain("The trail is whole");
        (await admin.GetStringAsync("/settings", Token)).ShouldContain("erased 30 days after");

        await using (var database = new SqliteConnection(service.Services.GetRequiredService<IOptions<StorageOptions>>().Value.ConnectionString))
        {
            await database.OpenAsync(Token);
            await using var change = database.CreateCommand();
            change.CommandText = "UPDATE audit SET Actor = 'user:nobody' WHERE Number = 2";
            await change.ExecuteNonQueryAsync(Token);
        }

        (await admin.GetStringAsync("/settings/audit", Token)).ShouldContain("Entry 2 is not what was written");
    }

    [Fact]
    public async Task The_judge_is_checked_step_by_step()
    {
        await using var service = await WebService.StartAsync("Judge:Provider=ollama", "Judge:Model=no-model", "Judge:Endpoint=http://127.0.0.1:9/");
        var admin = await service.ClientAsync(Role.Admin);

        (await admin.GetStringAsync("/settings/judge", Token)).ShouldNotContain("steps pass");

        var page = await (await PostAsync(admin, "/settings/judge")).Content.ReadAsStringAsync(Token);

        page.ShouldContain("Not all steps pass");
        page.ShouldMatch("reachable</h3><span class=\"chip flag\">failed");
        page.ShouldMatch("authorised</h3><span class=\"chip not-assessed\">not reached");
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, params (string Name, string Value)[] fields) =>
        client.PostAsync(path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))), Token);

    [GeneratedRegex("sre_[A-Za-z0-9_-]{20,}")]
    private static partial Regex Secret();
}
