using System.Net;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Access;

public sealed class OrganisationLoginTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("candidate")]
    [InlineData("interviewer", "sre-evaluator-interviewer")]
    [InlineData("admin", "other", "sre-evaluator-interviewer", "sre-evaluator-admin")]
    public async Task The_provider_says_who_somebody_is_and_what_they_may(string role, params string[] roles)
    {
        await using var provider = await ScriptedProvider.StartAsync();
        await using var service = await StartAsync(provider);
        provider.Roles = roles;

        var browser = service.Browser();
        (await SignInAsync(browser)).ShouldBe("/api/reference");

        var me = await browser.GetJsonAsync("/api/v1/me");
        me.Text("role").ShouldBe(role);
        me.Text("name").ShouldBe("Kim Kowalski");
        (me.GetProperty("candidateId").ValueKind == System.Text.Json.JsonValueKind.String).ShouldBe(role == "candidate");
    }

    [Fact]
    public async Task A_role_that_the_provider_takes_away_is_gone_at_the_next_sign_in()
    {
        await using var provider = await ScriptedProvider.StartAsync();
        await using var service = await StartAsync(provider);
        var browser = service.Browser();
        provider.Roles = ["sre-evaluator-admin"];
        await SignInAsync(browser);
        (await browser.GetAsync("/api/v1/keys", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        provider.Roles = ["sre-evaluator-interviewer"];
        await SignInAsync(browser);

        (await browser.GetAsync("/api/v1/keys", Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await (await service.ClientAsync(Role.Admin)).GetJsonAsync("/api/v1/users")).GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_token_for_another_service_opens_nothing()
    {
        await using var provider = await ScriptedProvider.StartAsync();
        await using var service = await StartAsync(provider);
        provider.Audience = "another";
        var browser = service.Browser();

        (await SignInAsync(browser)).ShouldBe("/sign-in?failed=organisation");
        (await browser.GetAsync("/api/v1/me", Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task With_a_provider_no_link_is_printed()
    {
        await using var provider = await ScriptedProvider.StartAsync();
        await using var service = await StartAsync(provider);

        service.Output.ShouldBeEmpty();
        (await service.Browser().GetStringAsync("/sign-in", Token)).ShouldContain("/sign-in/organisation");
    }

    private static Task<RunningService> StartAsync(ScriptedProvider provider) => RunningService.StartAsync(
        $"Access:OpenIdConnect:Authority={provider.Address}",
        $"Access:OpenIdConnect:ClientId={ScriptedProvider.ClientId}",
        $"Access:OpenIdConnect:ClientSecret={ScriptedProvider.ClientSecret}");

    /// <summary>Follows the browser's way to the provider and back; says where it leads.</summary>
    private static async Task<string> SignInAsync(HttpClient browser)
    {
        var toProvider = await browser.GetAsync("/sign-in/organisation?returnUrl=/api/reference", Token);
        toProvider.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var back = await browser.GetAsync(toProvider.Headers.Location, Token);
        var entered = await browser.GetAsync(back.Headers.Location, Token);
        return entered.Headers.Location!.ToString();
    }
}
