using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Web;

public sealed class FormTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    public async Task A_form_on_another_site_changes_nothing(string header, string value)
    {
        await using var service = await WebService.StartAsync();
        using var client = new HttpClient { BaseAddress = service.Address };
        using var request = Answer();
        request.Headers.Add(header, value);

        var response = await client.SendAsync(request, Token);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        response.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task An_answer_over_the_limit_is_refused_with_what_to_do()
    {
        await using var service = await WebService.StartAsync();
        using var client = new HttpClient { BaseAddress = service.Address };
        using var request = Answer(new string('a', 70_000));
        request.Headers.Accept.ParseAdd("application/json");

        var response = await client.SendAsync(request, Token);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.JsonAsync()).GetProperty("detail").GetString()!.ShouldContain("65,536");
    }

    [Theory]
    [InlineData(" \t\n", "empty")]
    [InlineData("long", "long")]
    public async Task An_answer_that_can_t_be_sent_comes_back_with_what_is_wrong_beside_it(string text, string fault)
    {
        var sent = fault == "long" ? string.Concat(Enumerable.Repeat("ä", 33_000)) : text;
        await using var service = await WebService.StartAsync();
        using var client = new HttpClient { BaseAddress = service.Address };
        using var request = Answer(sent);
        request.Headers.Accept.ParseAdd("text/html");

        var response = await client.SendAsync(request, Token);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        response.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldContain("default-src 'none'");
        var page = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Token));
        page.ShouldContain($"""data-fault="{fault}">""");
        page.ShouldContain($"{sent}</textarea>");
    }

    [Fact]
    public async Task An_answer_of_nothing_is_refused_to_a_script_too()
    {
        await using var service = await WebService.StartAsync();
        using var client = new HttpClient { BaseAddress = service.Address };
        using var request = Answer("  ");
        request.Headers.Accept.ParseAdd("application/json");

        var response = await client.SendAsync(request, Token);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.JsonAsync()).GetProperty("detail").GetString()!.ShouldContain("Write something first");
    }

    [Fact]
    public async Task A_page_without_its_database_says_so_and_when_to_come_again()
    {
        await using var service = await WebService.StartAsync();
        using var client = new HttpClient { BaseAddress = service.Address };
        using var request = Answer();
        request.Headers.Accept.ParseAdd("text/html");
        File.Delete(DatabaseFile(service) + "-wal");
        await File.WriteAllTextAsync(DatabaseFile(service), "This is no database.", Token);

        var response = await client.SendAsync(request, Token);

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter.ShouldNotBeNull();
        (await response.Content.ReadAsStringAsync(Token)).ShouldContain("The database can't be used.".Replace("'", "&#x27;", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_that_fails_without_anybody_s_fault_is_logged_without_what_was_sent()
    {
        using var logs = new CapturedLogs();
        await using var service = await RunningService.StartAsync(logs);
        using var client = new HttpClient { BaseAddress = service.Address };
        using var request = Answer("First I roll back zebra-crossing-7391.");
        request.Headers.Accept.ParseAdd("text/html");
        await using (var database = new SqliteConnection($"Data Source={DatabaseFile(service)};Pooling=False"))
        {
            await database.OpenAsync(Token);
            await using var drop = database.CreateCommand();
            drop.CommandText = "PRAGMA foreign_keys = OFF; DROP TABLE candidates";
            await drop.ExecuteNonQueryAsync(Token);
        }

        var response = await client.SendAsync(request, Token);

        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        var reference = (await response.Content.ReadAsStringAsync(Token)).Split("<code>")[1].Split("</code>")[0];
        logs.Lines.ShouldContain(line => line.Contains($"{reference} failed unexpectedly", StringComparison.Ordinal) && line.Contains("SqliteException", StringComparison.Ordinal));
        logs.Lines.ShouldAllBe(line => !line.Contains("zebra-crossing-7391", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_whose_reply_was_lost_is_one_when_it_comes_again_and_another_when_it_was_changed()
    {
        await using var service = await WebService.StartAsync();
        var opened = await service.Anonymous.GetAsync("/practice/incident-management", Token);
        var cookie = opened.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

        var first = await SendAsync("First I roll back.");
        var again = await SendAsync("First I roll back.");
        var changed = await SendAsync("First I roll back, then I look.");

        again.ShouldBe(first);
        changed.ShouldNotBe(first);
        (await service.Services.GetRequiredService<CandidateStore>().ListAsync(after: null, 10, Token)).Items.ShouldHaveSingleItem();

        // The browser has the cookie of the page, and none of the replies.
        async Task<string> SendAsync(string text)
        {
            using var request = Answer(text);
            request.Headers.Add("Cookie", cookie);
            var response = await service.Anonymous.SendAsync(request, Token);
            response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            return response.Headers.Location!.ToString();
        }
    }

    [Fact]
    public async Task Of_what_was_written_only_the_browser_s_own_ends_of_lines_are_undone()
    {
        await using var service = await WebService.StartAsync();
        using var request = Answer("one\r\ntwo\u2028three\rfour\u0085 \t");

        var sent = await service.Anonymous.SendAsync(request, Token);

        var id = Guid.Parse(sent.Headers.Location!.ToString().Split('/')[^1]);
        (await service.Services.GetRequiredService<AnswerStore>().FindAsync(id, Token))!.Text.ShouldBe("one\ntwo\u2028three\rfour\u0085 \t");
    }

    [Fact]
    public async Task Preferences_lead_nowhere_else()
    {
        await using var service = await WebService.StartAsync();
        using var client = new HttpClient { BaseAddress = service.Address };
        using var form = new FormUrlEncodedContent([new("theme", "dark"), new("back", "https://elsewhere.example/")]);

        var response = await client.PostAsync(new Uri("/preferences/theme", UriKind.Relative), form, Token);

        response.RequestMessage!.RequestUri.ShouldBe(new Uri(service.Address, "/"));
    }

    private static string DatabaseFile(RunningService service) =>
        new SqliteConnectionStringBuilder(service.Services.GetRequiredService<IOptions<StorageOptions>>().Value.ConnectionString).DataSource;

    private static HttpRequestMessage Answer(string text = "First I roll back.") => new(HttpMethod.Post, "/practice/incident-management")
    {
        Content = new FormUrlEncodedContent([new("Text", text), new("Attempt", "1")]),
    };
}
