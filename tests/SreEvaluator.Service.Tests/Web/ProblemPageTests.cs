using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Service.Web;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Web;

/// <summary>What people are shown where a page can't be: problem details are for programs.</summary>
public sealed partial class ProblemPageTests(WebServiceFixture shared) : IClassFixture<WebServiceFixture>
{
    private const string Made = "0198c0de-0000-7000-8000-000000000000";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whom_a_page_is_not_for_reads_what_it_takes_and_who_gives_it()
    {
        var interviewer = await shared.Service.ClientAsync(Role.Interviewer);

        var page = await PageAsync(interviewer, HttpMethod.Get, "/settings", HttpStatusCode.Forbidden);

        page.ShouldContain("It takes the role Admin. You are signed in as a test&#x27;s, with the role Interviewer.");
        page.ShouldContain("An admin can make a key that may open it");
        page.ShouldContain("<a class=\"button\" href=\"/\">Go to: Practise</a>");
        page.ShouldNotContain("href=\"/settings\"");
        (await (await interviewer.GetAsync("/settings", Token)).ProblemAsync()).ShouldBe("not-allowed");
    }

    [Fact]
    public async Task A_key_that_is_limited_to_something_else_leads_to_what_it_opens()
    {
        var limited = await shared.Service.ClientAsync(Role.Admin, "batches", "reviews");

        var page = await PageAsync(limited, HttpMethod.Get, "/rubrics", HttpStatusCode.Forbidden);

        page.ShouldContain("limited to: batches, reviews. This page takes a key for: rubrics.");
        page.ShouldContain("<a class=\"button\" href=\"/batches\">Go to: Batches</a>");
    }

    [Fact]
    public async Task Nothing_of_a_name_is_a_page_too_in_the_viewer_s_language()
    {
        var interviewer = await shared.Service.ClientAsync(Role.Interviewer);
        interviewer.DefaultRequestHeaders.AcceptLanguage.ParseAdd("de");

        foreach (var path in new[] { "/nothing", $"/interviews/{Guid.NewGuid()}", $"/batches/{Guid.NewGuid()}", "/rubrics/none", $"/practice/answers/{Guid.NewGuid()}/state" })
        {
            (await PageAsync(interviewer, HttpMethod.Get, path, HttpStatusCode.NotFound)).ShouldContain("Hier ist nichts", customMessage: path);
        }
    }

    [Fact]
    public async Task A_form_whose_login_has_ended_says_how_it_is_sent_again()
    {
        var page = await PageAsync(shared.Service.Anonymous, HttpMethod.Post, "/interviews/new", HttpStatusCode.Unauthorized);

        page.ShouldContain("load this page again. What you sent is sent once more.");
        page.ShouldContain("href=\"/sign-in\" target=\"_blank\"");
    }

    [Fact]
    public async Task The_address_of_every_form_opens_a_page()
    {
        var admin = await shared.Service.ClientAsync(Role.Admin);
        var forms = shared.Service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<WebPage>() is not null && endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
            .Select(endpoint => Address(endpoint.RoutePattern.RawText!))
            .ToList();
        forms.Count.ShouldBeGreaterThan(20);

        foreach (var form in forms)
        {
            var (address, page) = ($"{form}?place=2", await admin.GetAsync($"{form}?place=2", Token));
            if (page.StatusCode == HttpStatusCode.Redirect)
            {
                address = page.Headers.Location!.ToString();
                address.ShouldEndWith("?place=2");
                form.ShouldStartWith(address[..^"?place=2".Length]);
                page = await admin.GetAsync(address, Token);
            }

            // Of what is not there, as these ids are made up, its own page says so.
            page.StatusCode.ShouldBe(address.Contains(Made, StringComparison.Ordinal) || form == "/invitation" ? HttpStatusCode.NotFound : HttpStatusCode.OK, form);
        }
    }

    private static string Address(string pattern) => Parameter().Replace($"/{pattern.TrimStart('/')}", match => match.Value switch
    {
        "{topic}" => "incident-management",
        "{number:int}" => "1",
        _ => Made,
    });

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    private static async Task<string> PageAsync(HttpClient client, HttpMethod method, string path, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(method, path) { Content = method == HttpMethod.Post ? new FormUrlEncodedContent([]) : null };
        request.Headers.Accept.ParseAdd("text/html,*/*;q=0.8");
        var response = await client.SendAsync(request, Token);
        response.StatusCode.ShouldBe(status, path);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html", path);
        return await response.Content.ReadAsStringAsync(Token);
    }
}
