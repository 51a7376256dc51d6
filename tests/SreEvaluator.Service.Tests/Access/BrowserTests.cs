using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SreEvaluator.Service.Access;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Access;

public sealed partial class BrowserTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_printed_link_signs_the_admin_in_once()
    {
        await using var service = await RunningService.StartAsync();
        var link = Link().Match(service.Output).Value;
        var browser = service.Browser();

        var entered = await browser.GetAsync(link, Token);

        entered.Headers.Location!.ToString().ShouldBe("/interviews");
        (await browser.GetJsonAsync("/api/v1/me")).Text("role").ShouldBe("admin");
        var second = service.Browser();
        (await second.GetAsync(link, Token)).Headers.Location!.ToString().ShouldBe("/sign-in?failed=link");
        (await second.GetAsync("/api/v1/me", Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_session_s_cookie_is_out_of_reach_for_scripts_and_other_sites()
    {
        await using var service = await RunningService.StartAsync();

        var entered = await service.Anonymous.GetAsync(Link().Match(service.Output).Value, Token);

        var cookie = entered.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("session=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=lax", Case.Insensitive);
        cookie.ShouldContain("path=/", Case.Insensitive);
    }

    [Fact]
    public async Task A_browser_signs_in_with_a_key_and_out_again()
    {
        await using var service = await RunningService.StartAsync();
        var browser = service.Browser();
        (await browser.GetAsync("/api/reference", Token)).Headers.Location!.ToString().ShouldContain("/sign-in?returnUrl=%2Fapi%2Freference");

        var form = await browser.HiddenAsync("/sign-in?returnUrl=/api/reference");
        form["key"] = await service.KeyAsync(Role.Interviewer);
        var entered = await PostAsync(browser, "/sign-in", form);

        entered.Headers.Location!.ToString().ShouldBe("/api/reference");
        (await browser.GetAsync("/api/reference", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await PostAsync(browser, "/sign-out", await browser.HiddenAsync("/sign-in"))).Headers.Location!.ToString().ShouldBe("/sign-in");
        (await browser.GetAsync("/api/v1/me", Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    public async Task Signing_in_leads_to_no_other_site(string elsewhere)
    {
        await using var service = await RunningService.StartAsync();
        var browser = service.Browser();

        var form = await browser.HiddenAsync($"/sign-in?returnUrl={Uri.EscapeDataString(elsewhere)}");
        form["returnUrl"].ShouldBe("/");
        form["key"] = await service.KeyAsync(Role.Interviewer);
        form["returnUrl"] = elsewhere;

        (await PostAsync(browser, "/sign-in", form)).Headers.Location!.ToString().ShouldBe("/interviews");
    }

    [Fact]
    public async Task A_wrong_key_loses_neither_the_way_on_nor_whoever_started_the_service_themselves()
    {
        await using var service = await RunningService.StartAsync();
        var browser = service.Browser();
        var form = await browser.HiddenAsync("/sign-in?returnUrl=%2Freviews%3Fquestion%3Da%26after%3D2");
        form["key"] = "sre_mistyped";

        var again = (await PostAsync(browser, "/sign-in", form)).Headers.Location!.ToString();
        form = await browser.HiddenAsync(again);
        form["key"] = await service.KeyAsync(Role.Interviewer);

        (await browser.GetStringAsync(again, Token)).ShouldContain("Open the link that the terminal shows");
        (await PostAsync(browser, "/sign-in", form)).Headers.Location!.ToString().ShouldBe("/reviews?question=a&after=2");
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var service = await RunningService.StartAsync();
        var browser = service.Browser();

        var forged = await PostAsync(browser, "/sign-in", new Dictionary<string, string> { ["key"] = await service.KeyAsync(Role.Admin) });

        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        forged.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    public async Task Another_site_changes_nothing_with_the_session_s_cookie(string header, string value)
    {
        await using var service = await RunningService.StartAsync();
        var browser = service.Browser();
        await browser.GetAsync(Link().Match(service.Output).Value, Token);
        browser.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        (await browser.PostAsync("/api/v1/candidates", new { name = "Robin" }, [])).StatusCode.ShouldBe(HttpStatusCode.Created);

        var forged = await browser.PostAsync("/api/v1/candidates", new { name = "Robin" }, (header, value));

        forged.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await forged.JsonAsync()).Text("type").ShouldEndWith("cross-site");
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/api/v1/me")]
    public async Task Every_response_tells_browsers_to_run_nothing_but_ours(string path)
    {
        await using var service = await RunningService.StartAsync();

        var response = await service.Anonymous.GetAsync(path, Token);

        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"]);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task A_user_who_was_shut_out_is_out_at_once()
    {
        await using var service = await RunningService.StartAsync();
        var browser = service.Browser();
        await browser.GetAsync(Link().Match(service.Output).Value, Token);
        var admin = await service.ClientAsync(Role.Admin);
        var user = (await admin.GetJsonAsync("/api/v1/users")).GetProperty("items")[0].Text("id");

        (await admin.PatchAsync($"/api/v1/users/{user}", System.Net.Http.Json.JsonContent.Create(new { disabled = true }), Token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await browser.GetAsync("/api/v1/me", Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Beyond_loopback_it_does_not_start_while_the_first_login_is_open()
    {
        var folder = Directory.CreateTempSubdirectory("service-").FullName;
        await using var app = RunningService.Build(folder, logs: null, "urls=http://0.0.0.0:0", "Access:TrustedProxies=127.0.0.1");

        var failure = await Should.ThrowAsync<OptionsValidationException>(() => app.StartAsync(Token));

        failure.Message.ShouldContain("http://0.0.0.0:0");
        failure.Message.ShouldContain("open the link");
    }

    [Fact]
    public async Task Beyond_loopback_it_starts_once_there_is_an_admin_and_hardens_its_cookies()
    {
        var folder = Directory.CreateTempSubdirectory("service-").FullName;
        await using (var first = RunningService.Build(folder, logs: null))
        {
            first.Services.GetRequiredService<FirstLogin>().Output = TextWriter.Null;
            await first.StartAsync(Token);
            await first.Services.GetRequiredService<UserStore>().SignInAsync(FirstLogin.Issuer, FirstLogin.Subject, "Admin", Role.Admin, candidateId: null, Token);
        }

        await using var app = RunningService.Build(folder, logs: null, "urls=http://0.0.0.0:0", "Access:TrustedProxies=127.0.0.1");
        using var output = new StringWriter();
        app.Services.GetRequiredService<FirstLogin>().Output = output;
        await app.StartAsync(Token);

        output.ToString().ShouldBeEmpty();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First().Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)) };
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Host = "grading.example.org";
        var page = await client.GetAsync("/sign-in", Token);
        page.Headers.GetValues("Strict-Transport-Security").Single().ShouldContain("max-age=31536000");
        var cookie = page.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldStartWith("__Host-forms=");
        cookie.ShouldContain("secure", Case.Insensitive);
        cookie.ShouldContain("samesite=strict", Case.Insensitive);
        (await page.Content.ReadAsStringAsync(Token)).ShouldNotContain("terminal");
    }

    [Fact]
    public void Beyond_loopback_nothing_is_sent_unencrypted() => Should.Throw<OptionsValidationException>(
        () => RunningService.Build(Path.GetTempPath(), logs: null, "urls=http://0.0.0.0:0")).Message.ShouldContain("unencrypted");

    private static Task<HttpResponseMessage> PostAsync(HttpClient browser, string path, Dictionary<string, string> form) =>
        browser.PostAsync(path, new FormUrlEncodedContent(form), Token);

    [GeneratedRegex("http://\\S+/sign-in/one-time\\?token=\\S+")]
    private static partial Regex Link();
}
