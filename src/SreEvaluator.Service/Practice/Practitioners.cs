using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using SreEvaluator.Service.Access;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Practice;

/// <summary>
/// Who practises. Somebody who is signed in as a candidate is that candidate. Anybody else is known by a cookie, which only this service can have made, and
/// so sees their own attempts without an account.
/// </summary>
/// <param name="candidates">Keeps candidates.</param>
/// <param name="protection">Seals the cookie.</param>
internal sealed class Practitioners(CandidateStore candidates, IDataProtectionProvider protection)
{
    private const string Cookie = "practice";
    private const string NoName = "Somebody who practises";

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(365);
    private readonly IDataProtector _seal = protection.CreateProtector("SreEvaluator.Practice");

    /// <summary>The candidate; null for somebody who has sent no answer yet.</summary>
    public Guid? Find(HttpContext http)
    {
        if (http.User.Identity is { IsAuthenticated: true } && Caller.Of(http.User).CandidateId is { } candidate)
        {
            return candidate;
        }

        if (http.Request.Cookies[Cookie] is not { } cookie)
        {
            return null;
        }

        try
        {
            return Guid.TryParse(_seal.Unprotect(cookie), out var id) ? id : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Gives somebody who comes to write the cookie by which they will be known: an answer whose reply is lost is theirs when it comes again.</summary>
    public void Greet(HttpContext http)
    {
        if (Find(http) is null)
        {
            Give(http, Guid.CreateVersion7());
        }
    }

    /// <summary>The candidate, entered where there is none yet.</summary>
    public async Task<Guid> FindOrAddAsync(HttpContext http)
    {
        var cancellationToken = http.RequestAborted;
        if (Find(http) is { } known && await candidates.EnterAsync(known, NoName, "practice", cancellationToken))
        {
            return known;
        }

        var candidate = await candidates.AddAsync(NoName, "practice", cancellationToken);
        Give(http, candidate.Id);
        return candidate.Id;
    }

    private void Give(HttpContext http, Guid candidate) => http.Response.Cookies.Append(
        Cookie,
        _seal.Protect(candidate.ToString()),
        new CookieOptions { HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = KeptFor });
}
