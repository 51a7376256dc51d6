using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Access;

/// <summary>Signs people in with an organisation's identity provider, by OpenID Connect: the authorization code flow with PKCE.</summary>
internal static class OrganisationLogin
{
    /// <summary>The scheme's name.</summary>
    public const string Name = "organisation";

    /// <summary>Where the provider sends people back to: what is to be registered with it.</summary>
    public const string CallbackPath = "/sign-in/organisation/callback";

    /// <summary>Adds it where a provider is configured.</summary>
    public static void Add(AuthenticationBuilder authentication, IConfiguration configuration)
    {
        if (configuration[$"{AccessOptions.Section}:{nameof(AccessOptions.OpenIdConnect)}:{nameof(OrganisationLoginOptions.Authority)}"] is not { Length: > 0 })
        {
            return;
        }

        authentication.AddOpenIdConnect(Name, _ => { });
        authentication.Services.AddOptions<OpenIdConnectOptions>(Name).Configure<IOptions<AccessOptions>>((oidc, access) => Configure(oidc, access.Value.OpenIdConnect));
    }

    private static void Configure(OpenIdConnectOptions oidc, OrganisationLoginOptions provider)
    {
        oidc.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        oidc.Authority = provider.Authority!.ToString();
        oidc.ClientId = provider.ClientId;
        oidc.ClientSecret = provider.ClientSecret;
        oidc.RequireHttpsMetadata = !provider.Authority.IsLoopback;
        oidc.CallbackPath = CallbackPath;
        oidc.ResponseType = OpenIdConnectResponseType.Code;
        // In the query, so that the cookies of the exchange need not be sent with requests from other sites.
        oidc.ResponseMode = OpenIdConnectResponseMode.Query;
        oidc.CorrelationCookie.SameSite = SameSiteMode.Lax;
        oidc.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        oidc.NonceCookie.SameSite = SameSiteMode.Lax;
        oidc.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        oidc.UsePkce = true;
        oidc.SaveTokens = false;
        oidc.MapInboundClaims = false;
        oidc.Scope.Add("email");
        oidc.Events.OnTokenValidated = context => EnterAsync(context, provider);
        oidc.Events.OnRemoteFailure = context =>
        {
            context.Response.Redirect($"{SignInApi.PagePath}?failed=organisation");
            context.HandleResponse();
            return Task.CompletedTask;
        };
    }

    /// <summary>Makes of whom the provider vouches for a user of ours, in the role that the provider gives them today.</summary>
    private static async Task EnterAsync(TokenValidatedContext context, OrganisationLoginOptions provider)
    {
        var token = context.HttpContext.RequestAborted;
        var services = context.HttpContext.RequestServices;
        var users = services.GetRequiredService<UserStore>();
        var principal = context.Principal!;
        var issuer = principal.FindFirstValue("iss") ?? provider.Authority!.ToString();
        var subject = principal.FindFirstValue("sub") ?? throw new AuthenticationFailureException("The provider named nobody.");
        var name = principal.FindFirstValue("name") ?? principal.FindFirstValue("email") ?? subject;
        name = name.Length > UserStore.MaxName ? name[..UserStore.MaxName] : name;
        var role = RoleOf(principal, provider);

        var user = await users.FindByLoginAsync(issuer, subject, token);
        if (user is null)
        {
            var candidate = role == Role.Candidate
                ? (await services.GetRequiredService<CandidateStore>().AddAsync(name, $"provider:{new Uri(issuer).Host}", token)).Id
                : (Guid?)null;
            user = await users.SignInAsync(issuer, subject, name, role, candidate, token);
        }
        else if (user.Role != role)
        {
            user = await users.SetRoleAsync(user.Id, role, $"provider:{new Uri(issuer).Host}", token) ?? user;
            services.GetRequiredService<Logins>().Forget();
        }

        if (user.DisabledAt is not null)
        {
            context.Fail("The user may no longer sign in.");
            return;
        }

        var caller = Caller.Of(user);
        context.Properties!.RedirectUri = SignInApi.Destination(caller, context.Properties.RedirectUri);
        context.Principal = caller.ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme);
        await services.GetRequiredService<AuditTrail>().AddAsync($"user:{user.Id}", "signed-in", $"user:{user.Id}", Name, token);
    }

    private static Role RoleOf(ClaimsPrincipal principal, OrganisationLoginOptions provider) =>
        principal.HasClaim(provider.RoleClaim, provider.AdminValue) ? Role.Admin
        : principal.HasClaim(provider.RoleClaim, provider.InterviewerValue) ? Role.Interviewer
        : Role.Candidate;
}
