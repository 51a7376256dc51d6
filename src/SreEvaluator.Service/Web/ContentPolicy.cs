namespace SreEvaluator.Service.Web;

/// <summary>
/// What a browser lets a page do: fetch from this service alone, run its scripts alone, be framed by nobody. There is no inline script and no inline style,
/// so that text which gets into a page as markup still does nothing.
/// </summary>
internal static class ContentPolicy
{
    /// <summary>The policy of every page.</summary>
    public const string Value =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Sets the headers.</summary>
    public static Task ApplyAsync(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Value;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        return next(http);
    }
}
