using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SreEvaluator.Grading;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Batches;

public sealed class BatchApiTests(ServiceFixture shared) : IClassFixture<ServiceFixture>
{
    private const string Rows = """
        id,question,answer
        a-1,incident-management,I would roll back first.
        =cmd(),incident-management,I would tell the customers what we know.
        a-3,no-such-question,Text.
        ../../a-4,incident-management,Text.
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_becomes_a_batch_that_is_graded_once_it_is_started()
    {
        var service = shared.Service;
        var client = await service.ClientAsync(Role.Interviewer);

        var uploaded = await (await UploadAsync(client, "/api/v1/batches?title=take-homes&grader=local", Rows)).JsonAsync();

        var batch = uploaded.GetProperty("batch");
        batch.Text("state").ShouldBe("draft");
        batch.GetProperty("answers").GetInt32().ShouldBe(2);
        uploaded.GetProperty("leftOut").GetInt32().ShouldBe(2);
        uploaded.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("row").GetInt32()).ShouldBe([4, 5]);

        var path = $"/api/v1/batches/{batch.Text("id")}";
        (await client.PostJsonAsync($"{path}/start", new { })).Text("state").ShouldBe("running");
        var events = await client.GetStringAsync($"{path}/events", Token);
        events.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)[^1].ShouldContain("\"state\":\"completed\"");
        (await client.GetJsonAsync(path)).GetProperty("graded").GetInt32().ShouldBe(2);
        (await client.GetStringAsync($"{path}/results", Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        var table = await client.GetStringAsync($"{path}/results?format=csv", Token);
        table.ShouldStartWith("id,");
        table.ShouldContain("'=cmd()");
    }

    [Fact]
    public async Task The_same_file_under_the_same_key_makes_one_batch()
    {
        await using var service = await RunningService.StartAsync();
        var client = await service.ClientAsync(Role.Interviewer);

        var first = await UploadAsync(client, "/api/v1/batches?title=t", Rows, "k-1");
        var again = await UploadAsync(client, "/api/v1/batches?title=t", Rows, "k-1");
        var other = await UploadAsync(client, "/api/v1/batches?title=t", Rows + "\na-9,incident-management,x\n", "k-1");

        (await again.Content.ReadAsStringAsync(Token)).ShouldBe(await first.Content.ReadAsStringAsync(Token));
        again.Headers.Location.ShouldBe(first.Headers.Location.ShouldNotBeNull());
        other.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await client.GetJsonAsync("/api/v1/batches")).GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task The_table_has_who_answered_the_answers_and_the_columns_that_came_with_them()
    {
        var service = shared.Service;
        var client = await service.ClientAsync(Role.Interviewer);
        const string rows = "id,question,candidate,team,answer\na-1,incident-management,ada,blue,I would roll back first.\n";

        var path = $"/api/v1/batches/{(await (await UploadAsync(client, "/api/v1/batches?title=t&grader=local", rows)).JsonAsync()).GetProperty("batch").Text("id")}";
        await client.PostJsonAsync($"{path}/start", new { });
        await client.GetStringAsync($"{path}/events", Token);

        var table = (await client.GetStringAsync($"{path}/results?format=csv", Token)).Split('\n');
        table[0].ShouldStartWith("id,candidate,question,team,answer,score,");
        table[1].ShouldStartWith("a-1,ada,incident-management,blue,I would roll back first.,");
    }

    [Fact]
    public async Task What_was_cut_off_on_its_way_in_can_not_be_started()
    {
        var service = shared.Service;
        var client = await service.ClientAsync(Role.Interviewer);
        var store = service.Services.GetRequiredService<BatchStore>();
        var cut = await store.AddAsync("cut", GraderChoice.Local, "user:1", Token);
        await store.AddAnswersAsync(cut.Id, new[] { new NewAnswer("a-1", "incident-management", "I would roll back first.") }.ToAsyncEnumerable(), Token);

        (await client.PostJsonAsync($"/api/v1/batches/{cut.Id}/start", new { })).Text("state").ShouldBe("receiving");
        (await client.PostJsonAsync($"/api/v1/batches/{cut.Id}/cancel", new { })).Text("state").ShouldBe("cancelled");
    }

    [Fact]
    public async Task The_same_file_under_the_same_key_at_the_same_time_makes_one_batch()
    {
        await using var service = await RunningService.StartAsync();
        var client = await service.ClientAsync(Role.Interviewer);

        var both = await Task.WhenAll(UploadAsync(client, "/api/v1/batches?title=t", Rows, "k-1"), UploadAsync(client, "/api/v1/batches?title=t", Rows, "k-1"));

        both[0].Headers.Location.ShouldBe(both[1].Headers.Location);
        (await both[0].Content.ReadAsStringAsync(Token)).ShouldBe(await both[1].Content.ReadAsStringAsync(Token));
        (await client.GetJsonAsync("/api/v1/batches")).GetProperty("items").EnumerateArray().Count(batch => batch.Text("state") == "draft").ShouldBe(1);
    }

    [Fact]
    public async Task A_file_of_no_use_leaves_nothing_that_waits()
    {
        await using var service = await RunningService.StartAsync();
        var client = await service.ClientAsync(Role.Interviewer);

        (await UploadAsync(client, "/api/v1/batches?title=t", "nothing,of,use\n1,2,3\n")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await UploadAsync(client, "/api/v1/batches?title=t", Rows, mediaType: "text/html")).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);

        (await client.GetJsonAsync("/api/v1/batches")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem().Text("state").ShouldBe("cancelled");
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_and_one_over_the_limit_of_other_requests_is_not()
    {
        await using var service = await RunningService.StartAsync("Limits:RequestBytes=300000", "Limits:UploadBytes=600000");
        var client = await service.ClientAsync(Role.Interviewer);

        (await UploadAsync(client, "/api/v1/batches?title=t", Large(400_000))).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await UploadAsync(client, "/api/v1/batches?title=t", Large(700_000))).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_cancelled_batch_stays_cancelled()
    {
        var service = shared.Service;
        var client = await service.ClientAsync(Role.Interviewer);
        var path = $"/api/v1/batches/{(await (await UploadAsync(client, "/api/v1/batches?title=t", Rows)).JsonAsync()).GetProperty("batch").Text("id")}";

        (await client.PostJsonAsync($"{path}/cancel", new { })).Text("state").ShouldBe("cancelled");

        (await client.PostJsonAsync($"{path}/start", new { })).Text("state").ShouldBe("cancelled");
        (await client.PostAsync($"/api/v1/batches/{Guid.NewGuid()}/start", new { }, [])).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_follows_a_batch_is_let_go_when_the_service_stops()
    {
        await using var service = await RunningService.StartAsync();
        var client = await service.ClientAsync(Role.Interviewer);
        var batch = (await (await UploadAsync(client, "/api/v1/batches?title=t", Rows)).JsonAsync()).GetProperty("batch").Text("id");
        using var following = new StreamReader(await client.GetStreamAsync($"/api/v1/batches/{batch}/events", Token));
        (await following.ReadLineAsync(Token)).ShouldBe("event: batch");

        service.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        (await following.ReadToEndAsync(Token).WaitAsync(TimeSpan.FromSeconds(20), Token)).ShouldContain("draft");
    }

    private static string Large(int length)
    {
        var rows = new StringBuilder("id,question,answer\n");
        for (var i = 0; rows.Length < length; i++)
        {
            rows.Append(System.Globalization.CultureInfo.InvariantCulture, $"a-{i},incident-management,{i} {new string('x', 5000)}\n");
        }

        return rows.ToString();
    }

    private static Task<HttpResponseMessage> UploadAsync(HttpClient client, string path, string file, string? key = null, string mediaType = "text/csv")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(file, Encoding.UTF8, mediaType) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return client.SendAsync(request, Token);
    }
}
