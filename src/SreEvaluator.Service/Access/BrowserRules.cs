using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using SreEvaluator.Service.Problems;
using SreEvaluator.Service.Reference;

namespace SreEvaluator.Service.Access;

/// <summary>
/// What browsers are told with each response, and what is refused from them: a request that changes something and comes from another site, with the
/// session's cookie. Browsers say where a request comes from; programs have no cookie.
/// </summary>
/// <param name="next">What comes after.</param>
/// <param name="cookies">The session's cookie.</param>
internal sealed class BrowserRules(RequestDelegate next, IOptionsMonitor<CookieAuthenticationOptions> cookies)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

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
        headers.TryAdd("Referrer-Policy", "no-referrer");
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

    private bool IsCrossSite(HttpRequest request)
    {
        var cookie = cookies.Get(CookieAuthenticationDefaults.AuthenticationScheme).Cookie.Name!;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method) || !request.Cookies.ContainsKey(cookie))
        {
            return false;
        }

        var site = request.Headers["Sec-Fetch-Site"].ToString();
        return site.Length > 0
            ? site is not ("same-origin" or "none")
            : request.Headers.Origin.ToString() is { Length: > 0 } origin
                && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
