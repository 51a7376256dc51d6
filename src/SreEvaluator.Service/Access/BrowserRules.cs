using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using SreEvaluator.Service.Problems;
using SreEvaluator.Service.Reference;

namespace SreEvaluator.Service.Access;

/// <summary>
/// What browsers are told with each response, and what is refused from them: a request that changes something and comes from another site, with the
/// session's cookie. There is no inline script and no inline style, so that text which gets into a page as markup still does nothing.
/// </summary>
/// <param name="next">What comes after.</param>
/// <param name="cookies">The session's cookie.</param>
internal sealed class BrowserRules(RequestDelegate next, IOptionsMonitor<CookieAuthenticationOptions> cookies)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public Task InvokeAsync(HttpContext http)
    {
        // Written last: what handles a failure clears the headers first.
        http.Response.OnStarting(Write, http);
        return IsCrossSite(http.Request)
            ? throw new ProblemException(ProblemKind.CrossSite, "Only pages of this service may change something with its cookie.")
            : next(http);
    }

    private static Task Write(object state)
    {
        var http = (HttpContext)state;
        var headers = http.Response.Headers;
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = ReferencePage.Policy(http.Request.Path) ?? Policy;
        }

        headers.XContentTypeOptions = "nosniff";

        // Not "no-referrer", with which a browser's own forms come from nowhere.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";

        // What a login may see is for nobody's cache but the caller's; endpoints that know better say so.
        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }

    private bool IsCrossSite(HttpRequest request) =>
        request.Cookies.ContainsKey(cookies.Get(CookieAuthenticationDefaults.AuthenticationScheme).Cookie.Name!) && !OwnRequest.Is(request);
}
