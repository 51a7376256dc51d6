using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using SreEvaluator.Service.Problems;
using SreEvaluator.Service.Web;
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

    private const string StartPage = "/";

    /// <summary>Maps the endpoints.</summary>
    public static void MapSignIn(this WebApplication app)
    {
        var pages = app.MapGroup(string.Empty).ExcludeFromDescription().WithMetadata(WebPage.Instance);
        var signIn = pages.MapGroup(PagePath).AllowAnonymous();
        signIn.MapGet("/", Page);
        signIn.MapPost("/", WithKeyAsync);
        signIn.MapGet("/one-time", OnceAsync);
        signIn.MapGet("/organisation", Organisation);
        pages.MapGet(InvitationPath, InvitedAsync).AllowAnonymous();
        pages.MapPost(InvitationPath, AcceptAsync).AllowAnonymous();
        pages.MapPost(SignOutPath, (Delegate)SignOutAsync);
    }

    /// <summary>Where somebody goes who has signed in.</summary>
    /// <param name="caller">Who signed in.</param>
    /// <param name="wanted">The path that they wanted; the start page and null for none.</param>
    public static string Destination(Caller caller, string? wanted) => Local(wanted) is var path && path == StartPage ? Sections.Start(caller) : path;

    private static PageResult<SignInPage> Page(
        HttpContext http, IAntiforgery antiforgery, IOptions<AccessOptions> access, FirstLogin first, string? returnUrl, string? failed) => new(new
        {
            Tokens = antiforgery.GetAndStoreTokens(http),
            Organisation = access.Value.OpenIdConnect.IsConfigured,
            First = first.IsOffered,
            ReturnUrl = Local(returnUrl),
            Failed = failed,
        });

    private static async Task<RedirectHttpResult> WithKeyAsync(
        HttpContext http, [FromForm] string key, [FromForm] string? returnUrl, Logins logins, FailedLogins failures, AuditTrail audit, CancellationToken cancellationToken)
    {
        ThrowIfStopped(http, failures);
        if (await logins.OfKeyAsync(key.Trim(), cancellationToken) is not { } caller)
        {
            failures.Note(http);
            return TypedResults.LocalRedirect($"{PagePath}?failed=key&returnUrl={Uri.EscapeDataString(Local(returnUrl))}");
        }

        // The session is the key's: it ends with the key.
        await Session.StartAsync(http, caller);
        await audit.AddAsync(caller.Actor, "signed-in", caller.Actor, "key", cancellationToken);
        return TypedResults.LocalRedirect(Destination(caller, returnUrl));
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

        var caller = Caller.Of(admin);
        await Session.StartAsync(http, caller);
        await audit.AddAsync($"user:{admin.Id}", "signed-in", $"user:{admin.Id}", FirstLogin.Issuer, cancellationToken);
        return TypedResults.LocalRedirect(Destination(caller, wanted: null));
    }

    private static Results<ChallengeHttpResult, RedirectHttpResult> Organisation(IOptions<AccessOptions> access, string? returnUrl) => access.Value.OpenIdConnect.IsConfigured
        ? TypedResults.Challenge(new AuthenticationProperties { RedirectUri = Local(returnUrl) }, [OrganisationLogin.Name])
        : TypedResults.LocalRedirect(PagePath);

    // To look at an invitation does not use it up.
    private static async Task<IResult> InvitedAsync(HttpContext http, string? token, InterviewStore interviews, IAntiforgery antiforgery, CancellationToken cancellationToken) =>
        token is not null && await interviews.FindByInvitationAsync(SecretToken.Hash(token), cancellationToken) is { ClosedAt: null }
            ? new PageResult<InvitationPage>(new { Tokens = antiforgery.GetAndStoreTokens(http), Token = token })
            : NoInvitationPage.Result();

    private static async Task<IResult> AcceptAsync(
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
        if (await interviews.FindByInvitationAsync(invitation, cancellationToken) is not { ClosedAt: null } interview
            || await candidates.FindAsync(interview.CandidateId, cancellationToken) is not { } candidate)
        {
            failures.Note(http);
            return NoInvitationPage.Result();
        }

        var user = await users.SignInAsync(InvitationIssuer, candidate.Id.ToString(), candidate.Name, Role.Candidate, candidate.Id, cancellationToken);
        if (user.DisabledAt is not null)
        {
            return NoInvitationPage.Result();
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
    private static string Local(string? path) => RedirectHttpResult.IsLocalUrl(path) ? path : StartPage;
}
