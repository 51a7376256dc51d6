using System.Net;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Interviews;

public sealed class PersonalDataApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_candidate_is_given_out_and_erased_and_the_trail_stays_whole()
    {
        await using var service = await RunningService.StartAsync();
        var admin = await service.ClientAsync(Role.Admin);
        var entering = new { name = "Robin Unforgettable" };
        var id = (await (await admin.PostAsync("/api/v1/candidates", entering, ("Idempotency-Key", "k-1"))).JsonAsync()).GetProperty("id").GetGuid();
        var robin = await service.ClientAsync(Role.Candidate, id);
        await service.AnswerAsync(robin, "I would roll back first.");

        var held = await admin.GetAsync($"/api/v1/candidates/{id}/data", Token);

        held.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        var document = await held.JsonAsync();
        document.Text("name").ShouldBe("Robin Unforgettable");
        document.GetProperty("answers")[0].Text("text").ShouldBe("I would roll back first.");

        (await admin.DeleteAsync($"/api/v1/candidates/{id}", Token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await admin.GetAsync($"/api/v1/candidates/{id}/data", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await admin.DeleteAsync($"/api/v1/candidates/{id}", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await robin.GetAsync("/api/v1/me", Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var again = await admin.PostAsync("/api/v1/candidates", entering, ("Idempotency-Key", "k-1"));
        (await again.JsonAsync()).GetProperty("id").GetGuid().ShouldNotBe(id);
        var trail = await admin.GetJsonAsync("/api/v1/audit?limit=200");
        trail.ToString().ShouldNotContain("Unforgettable");
        var check = await admin.GetJsonAsync("/api/v1/audit/check");
        check.GetProperty("entries").GetInt64().ShouldBe(trail.GetProperty("items").GetArrayLength());
        check.Text("lastHash").ShouldBe(trail.GetProperty("items").EnumerateArray().Last().Text("hash"));
        check.GetProperty("firstBroken").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task The_trail_is_read_part_by_part()
    {
        await using var service = await RunningService.StartAsync();
        var admin = await service.ClientAsync(Role.Admin);
        await admin.PostJsonAsync("/api/v1/candidates", new { name = "Robin" });
        await admin.PostJsonAsync("/api/v1/candidates", new { name = "Kim" });
        var actions = new List<string>();
        string? next = null;

        do
        {
            var part = await admin.GetJsonAsync($"/api/v1/audit?limit=1{(next is null ? string.Empty : $"&after={next}")}");
            actions.Add(part.GetProperty("items").EnumerateArray().ShouldHaveSingleItem().Text("action"));
            next = part.GetProperty("next").GetString();
        }
        while (next is not null);

        actions.ShouldBe(["key-added", "candidate-added", "candidate-added"]);
    }
}
