using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using SreEvaluator.Service.Problems;

namespace SreEvaluator.Service.Access;

/// <summary>The session of a browser: a cookie.</summary>
internal static class Session
{
    // Of the time that a session lasts: often enough that it lasts as long as is said, and not with each response.
    private const double RenewedAfter = 0.01;

    private static readonly object InvitationEnded = new();

    /// <summary>The cookie's name. With the prefix a browser takes it from this host alone, and over TLS alone.</summary>
    /// <param name="isPublic">Whether others than this machine reach the service.</param>
    public static string CookieName(bool isPublic) => isPublic ? "__Host-session" : "session";

    /// <summary>Starts a session.</summary>
    public static Task StartAsync(HttpContext http, Caller caller) => http.SignInAsync(
        CookieAuthenticationDefaults.AuthenticationScheme, caller.ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme));

    /// <summary>Makes the cookie what it is to be.</summary>
    public static void Configure(CookieAuthenticationOptions cookie, AccessOptions access, bool isPublic)
    {
        cookie.Cookie.Name = CookieName(isPublic);
        cookie.Cookie.HttpOnly = true;
        // Lax, not strict: links in mails lead here, and the identity provider does.
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = isPublic ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.Cookie.Path = "/";
        cookie.ExpireTimeSpan = access.SessionLasts;
        cookie.SlidingExpiration = true;
        cookie.Events.OnCheckSlidingExpiration = context =>
        {
            // The framework would renew only what is half over: a session would end that was used a moment before.
            context.ShouldRenew = context.ElapsedTime >= access.SessionLasts * RenewedAfter;
            return Task.CompletedTask;
        };
        cookie.LoginPath = SignInApi.PagePath;
        cookie.ReturnUrlParameter = "returnUrl";
        cookie.Events.OnValidatePrincipal = ValidateAsync;
        cookie.Events.OnRedirectToLogin = context => ToldOrSentAsync(context, ProblemKind.NotSignedIn);
        cookie.Events.OnRedirectToAccessDenied = context => ToldAsync(context.HttpContext, ProblemKind.NotAllowed);
    }

    /// <summary>A role that was changed, a user who was shut out and an invitation that was taken back hold for sessions that are there already.</summary>
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var logins = context.HttpContext.RequestServices.GetRequiredService<Logins>();
        var began = Caller.Of(context.Principal!);
        if (await CallerAsync(logins, began, context.HttpContext.RequestAborted) is { } caller)
        {
            context.ReplacePrincipal(caller.ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme));
        }
        else
        {
            if (began.Invitation is not null)
            {
                context.HttpContext.Items[InvitationEnded] = true;
            }

            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        }
    }

    private static async Task<Caller?> CallerAsync(Logins logins, Caller began, CancellationToken cancellationToken) => began.Actor.Split(':', 2) switch
    {
        ["user", var id] when Guid.TryParse(id, out var user) => await logins.OfUserAsync(user, began.Invitation, cancellationToken),
        ["key", var id] when Guid.TryParse(id, out var key) => await logins.OfKeyAsync(key, cancellationToken),
        _ => null,
    };

    private static Task ToldOrSentAsync(RedirectContext<CookieAuthenticationOptions> context, ProblemKind kind)
    {
        if (!context.Request.Path.StartsWithSegments("/api/v1", StringComparison.Ordinal) && HttpMethods.IsGet(context.Request.Method))
        {
            // Who came by an invitation has no key to sign in with.
            context.Response.Redirect(context.HttpContext.Items.ContainsKey(InvitationEnded) ? SignInApi.InvitationPath : context.RedirectUri);
            return Task.CompletedTask;
        }

        return ToldAsync(context.HttpContext, kind);
    }

    private static async Task ToldAsync(HttpContext http, ProblemKind kind)
    {
        http.Response.StatusCode = kind.Status;
        await http.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(
            new ProblemDetailsContext { HttpContext = http, ProblemDetails = kind.Details() });
    }
}
