using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace SreEvaluator.Service.Web;

/// <summary>How a viewer likes the pages: kept in the browser.</summary>
internal static class Preferences
{
    /// <summary>The cookie with the language, where the viewer chose one.</summary>
    public const string LanguageCookie = "language";

    private const string ThemeCookie = "theme";
    private const string MarkingCookie = "marking";
    private const string First = "first";
    private static readonly string[] Themes = ["light", "dark"];

    /// <summary>Light or dark; null where the viewer leaves it to the system.</summary>
    public static string? Theme(HttpContext http) => Array.Find(Themes, theme => theme == http.Request.Cookies[ThemeCookie]);

    /// <summary>Whether an interviewer marks answers before they see what the machine says.</summary>
    public static bool MarksFirst(HttpContext http) => http.Request.Cookies[MarkingCookie] == First;

    /// <summary>Maps the forms at the foot of each page, and those of parts.</summary>
    public static void MapPreferences(this IEndpointRouteBuilder pages)
    {
        pages.MapPost("/preferences/theme", (HttpContext http, [FromForm] string theme, [FromForm] string back) =>
            Keep(http, ThemeCookie, Array.Find(Themes, known => known == theme), back)).AllowAnonymous();
        pages.MapPost("/preferences/language", (HttpContext http, [FromForm] string language, [FromForm] string back) =>
            Keep(
                http,
                LanguageCookie,
                Languages.All.Any(known => known.Code == language) ? CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)) : null,
                back)).AllowAnonymous();
        pages.MapPost("/preferences/marking", (HttpContext http, [FromForm] string? marking, [FromForm] string back) =>
            Keep(http, MarkingCookie, marking == First ? First : null, back)).AllowAnonymous();
    }

    private static RedirectHttpResult Keep(HttpContext http, string cookie, string? value, string back)
    {
        if (value is null)
        {
            http.Response.Cookies.Delete(cookie);
        }
        else
        {
            http.Response.Cookies.Append(
                cookie,
                value,
                new CookieOptions { HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = TimeSpan.FromDays(365) });
        }

        return TypedResults.LocalRedirect(RedirectHttpResult.IsLocalUrl(back) ? back : "/");
    }
}
