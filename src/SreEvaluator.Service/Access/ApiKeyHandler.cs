using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using SreEvaluator.Service.Problems;

namespace SreEvaluator.Service.Access;

/// <summary>Signs requests in by an API key in the header <c>Authorization: Bearer</c>.</summary>
/// <param name="options">The scheme's options.</param>
/// <param name="logger">Makes loggers.</param>
/// <param name="encoder">Unused.</param>
/// <param name="logins">Knows the keys.</param>
/// <param name="failures">Counts failures.</param>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Logins logins, FailedLogins failures)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string Name = "api-key";

    private const string Bearer = "Bearer ";

    private bool _stopped;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        if (failures.IsStopped(Context))
        {
            _stopped = true;
            return AuthenticateResult.Fail("Too many failed logins.");
        }

        if (await logins.OfKeyAsync(header[Bearer.Length..].Trim(), Context.RequestAborted) is { } caller)
        {
            return AuthenticateResult.Success(new AuthenticationTicket(caller.ToPrincipal(Name), Name));
        }

        failures.Note(Context);
        return AuthenticateResult.Fail("No such key.");
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var kind = _stopped ? ProblemKind.TooMany : ProblemKind.NotSignedIn;
        if (_stopped)
        {
            Response.Headers.RetryAfter = FailedLogins.Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        }

        Response.Headers.Append(HeaderNames.WWWAuthenticate, "Bearer");
        Response.StatusCode = kind.Status;
        await Context.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(
            new ProblemDetailsContext { HttpContext = Context, ProblemDetails = kind.Details() });
    }
}
