using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using SreEvaluator.Service.Access;

namespace SreEvaluator.Service.Tests.Access;

public sealed class SessionTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(10, true)]
    [InlineData(200, true)]
    public async Task A_session_that_is_used_lasts_from_then_on(int minutes, bool renewed)
    {
        var cookie = new CookieAuthenticationOptions();
        Session.Configure(cookie, new AccessOptions { SessionLasts = TimeSpan.FromHours(8) }, isPublic: false);
        var used = TimeSpan.FromMinutes(minutes);
        var context = new CookieSlidingExpirationContext(
            new DefaultHttpContext(),
            new AuthenticationScheme("session", displayName: null, typeof(CookieAuthenticationHandler)),
            cookie,
            new AuthenticationTicket(new ClaimsPrincipal(), "session"),
            used,
            cookie.ExpireTimeSpan - used);

        await cookie.Events.CheckSlidingExpiration(context);

        context.ShouldRenew.ShouldBe(renewed);
    }
}
