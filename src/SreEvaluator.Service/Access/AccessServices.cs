using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using SreEvaluator.Service.Hosting;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Access;

/// <summary>Logins and what they may do.</summary>
internal static class AccessServices
{
    private const string EitherScheme = "session-or-key";

    /// <summary>Registers them.</summary>
    public static void AddAccess(this WebApplicationBuilder builder)
    {
        var (services, configuration) = (builder.Services, builder.Configuration);
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>();
        services.AddOptionsWithValidateOnStart<AccessOptions>().BindKnown(configuration.GetSection(AccessOptions.Section));
        services.AddMemoryCache();
        services.AddSingleton<Logins>();
        services.AddSingleton<Administration>();
        services.AddSingleton<FailedLogins>();
        services.AddSingleton<FreshSecrets>();
        services.AddSingleton<OneTimeLinks>();
        services.AddSingleton<FirstLogin>();
        services.AddHostedService(provider => provider.GetRequiredService<FirstLogin>());

        services.AddDataProtection().SetApplicationName("sre-evaluator");
        services.AddOptions<KeyManagementOptions>().Configure<ProtectionKeyStore>((keys, store) => keys.XmlRepository = new DatabaseKeys(store));

        var isPublic = IsPublic(configuration);
        var authentication = services
            .AddAuthentication(EitherScheme)
            .AddPolicyScheme(EitherScheme, null, either => either.ForwardDefaultSelector = http =>
                http.Request.Headers.Authorization.Count > 0
                || (http.Request.Path.StartsWithSegments("/api/v1", StringComparison.Ordinal) && !http.Request.Cookies.ContainsKey(Session.CookieName(isPublic)))
                    ? ApiKeyHandler.Name
                    : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.Name, null)
            .AddCookie();
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<IOptions<AccessOptions>>((cookie, access) => Session.Configure(cookie, access.Value, isPublic));
        OrganisationLogin.Add(authentication, configuration);

        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = isPublic ? "__Host-forms" : "forms";
            forms.Cookie.SecurePolicy = isPublic ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            forms.Cookie.SameSite = SameSiteMode.Strict;
        });
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<AccessOptions>>((forwarded, access) =>
        {
            var proxies = AccessOptionsValidator.Networks(access.Value.TrustedProxies) ?? [];

            // Where no proxy is known, the framework would believe everybody.
            forwarded.ForwardedHeaders = proxies.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in proxies)
            {
                forwarded.KnownIPNetworks.Add(network);
            }
        });
    }

    /// <summary>What comes before the endpoints: who the caller is, and what a browser is told.</summary>
    public static void UseAccess(this WebApplication app)
    {
        app.UseForwardedHeaders();
        if (IsPublic(app.Configuration))
        {
            app.UseHsts();
        }

        app.UseMiddleware<BrowserRules>();
    }

    /// <summary>Lets only those use an endpoint who may.</summary>
    /// <param name="builder">The endpoint.</param>
    /// <param name="least">The least role.</param>
    /// <param name="scope">What a limited key must be limited to.</param>
    public static TBuilder For<TBuilder>(this TBuilder builder, Role least, string scope)
        where TBuilder : IEndpointConventionBuilder
    {
        var permission = new Permission(least, scope);
        return builder
            .RequireAuthorization(policy => policy.RequireAuthenticatedUser().RequireAssertion(context =>
                context.User.HasClaim(claim => claim.Type == ClaimTypes.NameIdentifier) && Caller.Of(context.User).May(permission)))
            .WithMetadata(permission);
    }

    /// <summary>Whether others than this machine reach the service.</summary>
    private static bool IsPublic(IConfiguration configuration) => !Listening.Of(configuration).All(Listening.IsLoopback);
}
