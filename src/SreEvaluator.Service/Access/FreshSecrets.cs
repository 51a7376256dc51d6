using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace SreEvaluator.Service.Access;

/// <summary>
/// Secrets that were made just now, for the page that shows them. The service keeps none of them: the browser of whoever made one does for some minutes,
/// sealed, so that the page can be loaded again without another being made.
/// </summary>
/// <param name="protection">Seals them.</param>
internal sealed class FreshSecrets(IDataProtectionProvider protection)
{
    private const string Cookie = "fresh-secret";

    private static readonly TimeSpan ShownFor = TimeSpan.FromMinutes(10);

    /// <summary>Keeps a secret for its page; one that was kept for it before goes.</summary>
    /// <param name="http">The request that made it.</param>
    /// <param name="page">The page's path.</param>
    /// <param name="maker">Who made it, and alone sees it.</param>
    /// <param name="secret">The secret.</param>
    public void Keep(HttpContext http, string page, Caller maker, string secret) => http.Response.Cookies.Append(
        Cookie,
        Seal(page, maker).Protect(secret, ShownFor),
        new CookieOptions { HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, MaxAge = ShownFor, Path = page });

    /// <summary>The secret that was kept for a page; null where there is none, its time is over, or somebody else made it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="page">The page's path.</param>
    /// <param name="viewer">Who looks.</param>
    public string? Find(HttpContext http, string page, Caller viewer)
    {
        if (http.Request.Cookies[Cookie] is not { } cookie)
        {
            return null;
        }

        try
        {
            return Seal(page, viewer).Unprotect(cookie);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private ITimeLimitedDataProtector Seal(string page, Caller maker) =>
        protection.CreateProtector("SreEvaluator.FreshSecrets", page, maker.Actor).ToTimeLimitedDataProtector();
}
