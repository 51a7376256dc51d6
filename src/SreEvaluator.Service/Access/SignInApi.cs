using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using SreEvaluator.Service.Problems;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Access;

/// <summary>The ways in and out of a browser's session. They are the only endpoints beside health that ask for no login.</summary>
internal static class SignInApi
{
    /// <summary>The page to sign in on.</summary>
    public const string PagePath = "/sign-in";

    /// <summary>Where a session is ended.</summary>
    public const string SignOutPath = "/sign-out";

    /// <summary>Where a candidate's invitation leads; the token follows.</summary>
    public const string InvitationPath = "/invitation";

    /// <summary>The issuer of users who come by an invitation.</summary>
    public const string InvitationIssuer = "invitation";

    /// <summary>Maps the endpoints.</summary>
    public static void MapSignIn(this WebApplication app)
    {
        var signIn = app.MapGroup(PagePath).AllowAnonymous().ExcludeFromDescription();
        signIn.MapGet("/", Page);
        signIn.MapPost("/", WithKeyAsync);
        signIn.MapGet("/one-time", OnceAsync);
        signIn.MapGet("/organisation", Organisation);
        app.MapGet(InvitationPath, InvitationPage).AllowAnonymous().ExcludeFromDescription();
        app.MapPost(InvitationPath, AcceptAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapPost(SignOutPath, (Delegate)SignOutAsync).ExcludeFromDescription();
    }

    private static ContentHttpResult Page(HttpContext http, IAntiforgery antiforgery, IOptions<AccessOptions> access, string? returnUrl, string? failed)
    {
        var failure = failed switch
        {
            "key" => "No such key, or it has ended.",
            "link" => "The link was used before, or has ended. Start the service again for a new one.",
            "organisation" => "The organisation's sign-in did not succeed.",
            "invitation" => "The invitation has ended, or was taken back. Ask whoever sent it for a new one.",
            _ => null,
        };
        return TypedResults.Content(SignInPage.Html(antiforgery.GetAndStoreTokens(http), access.Value.OpenIdConnect.IsConfigured, Local(returnUrl), failure), "text/html; charset=utf-8");
    }

    private static async Task<RedirectHttpResult> WithKeyAsync(
        HttpContext http, [FromForm] string key, [FromForm] string? returnUrl, Logins logins, FailedLogins failures, AuditTrail audit, CancellationToken cancellationToken)
    {
        ThrowIfStopped(http, failures);
        if (await logins.OfKeyAsync(key.Trim(), cancellationToken) is not { } caller)
        {
            failures.Note(http);
            return TypedResults.LocalRedirect($"{PagePath}?failed=key");
        }

        // The session is the key's: it ends with the key.
        await Session.StartAsync(http, caller);
        await audit.AddAsync(caller.Actor, "signed-in", caller.Actor, "key", cancellationToken);
        return TypedResults.LocalRedirect(Local(returnUrl));
    }

    private static async Task<RedirectHttpResult> OnceAsync(
        HttpContext http, string? token, OneTimeLinks links, FailedLogins failures, UserStore users, AuditTrail audit, CancellationToken cancellationToken)
    {
        ThrowIfStopped(http, failures);
        if (token is null || !links.Use(token))
        {
            failures.Note(http);
            return TypedResults.LocalRedirect($"{PagePath}?failed=link");
        }

        var admin = await users.SignInAsync(FirstLogin.Issuer, FirstLogin.Subject, "Admin", Role.Admin, candidateId: null, cancellationToken);
        if (admin.DisabledAt is not null)
        {
            return TypedResults.LocalRedirect($"{PagePath}?failed=link");
        }

        await Session.StartAsync(http, Caller.Of(admin));
        await audit.AddAsync($"user:{admin.Id}", "signed-in", $"user:{admin.Id}", FirstLogin.Issuer, cancellationToken);
        return TypedResults.LocalRedirect("/");
    }

    private static Results<ChallengeHttpResult, RedirectHttpResult> Organisation(IOptions<AccessOptions> access, string? returnUrl) => access.Value.OpenIdConnect.IsConfigured
        ? TypedResults.Challenge(new AuthenticationProperties { RedirectUri = Local(returnUrl) }, [OrganisationLogin.Name])
        : TypedResults.LocalRedirect(PagePath);

    // The page asks before it takes the invitation, as programs that look into mails follow its links.
    private static ContentHttpResult InvitationPage(HttpContext http, string token, IAntiforgery antiforgery) =>
        TypedResults.Content(SignInPage.InvitationHtml(antiforgery.GetAndStoreTokens(http), token), "text/html; charset=utf-8");

    private static async Task<RedirectHttpResult> AcceptAsync(
        HttpContext http,
        [FromForm] string token,
        InterviewStore interviews,
        CandidateStore candidates,
        UserStore users,
        FailedLogins failures,
        AuditTrail audit,
        CancellationToken cancellationToken)
    {
        ThrowIfStopped(http, failures);
        var invitation = SecretToken.Hash(token);
        if (await interviews.FindByInvitationAsync(invitation, cancellationToken) is not { } interview
            || await candidates.FindAsync(interview.CandidateId, cancellationToken) is not { } candidate)
        {
            failures.Note(http);
            return TypedResults.LocalRedirect($"{PagePath}?failed=invitation");
        }

        var user = await users.SignInAsync(InvitationIssuer, candidate.Id.ToString(), candidate.Name, Role.Candidate, candidate.Id, cancellationToken);
        if (user.DisabledAt is not null)
        {
            return TypedResults.LocalRedirect($"{PagePath}?failed=invitation");
        }

        // The session is the invitation's: it ends with it.
        await Session.StartAsync(http, Caller.Of(user) with { Invitation = invitation });
        await audit.AddAsync($"user:{user.Id}", "signed-in", $"interview:{interview.Id}", InvitationIssuer, cancellationToken);
        return TypedResults.LocalRedirect($"/interviews/{interview.Id}");
    }

    // That no other site ends it is seen to for every request with the session's cookie.
    private static async Task<RedirectHttpResult> SignOutAsync(HttpContext http)
    {
        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return TypedResults.LocalRedirect(PagePath);
    }

    private static void ThrowIfStopped(HttpContext http, FailedLogins failures)
    {
        if (failures.IsStopped(http))
        {
            http.Response.OnStarting(() =>
            {
                http.Response.Headers.RetryAfter = FailedLogins.Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
                return Task.CompletedTask;
            });
            throw new ProblemException(ProblemKind.TooMany, "Too many logins failed.");
        }
    }

    /// <summary>A path of this service; the start page where the given one leads elsewhere.</summary>
    private static string Local(string? path) => RedirectHttpResult.IsLocalUrl(path) ? path : "/";
}
