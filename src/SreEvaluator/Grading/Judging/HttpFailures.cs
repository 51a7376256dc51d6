using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;

namespace SreEvaluator.Grading.Judging;

/// <summary>What a failed HTTP exchange with any of the providers means. What they wrote is matched, never repeated.</summary>
internal static class HttpFailures
{
    private static readonly string[] QuotaWords =
        ["insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "credit balance is too low", "exceeded your current quota"];

    private static readonly string[] ContextWords =
        ["context_length_exceeded", "maximum context length", "context window", "context length", "context size", "prompt is too long"];

    private static readonly string[] FilterWords =
        ["content_filter", "content_policy_violation", "responsibleaipolicyviolation", "content management policy"];

    /// <summary>No HTTP reply, or not a whole one.</summary>
    public static CallFailure OfTransport(Exception failure, Uri endpoint) => failure switch
    {
        HttpRequestException { InnerException: CallFailure inner } => inner,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } or { InnerException: AuthenticationException } => new CallFailure(
            JudgeFailure.Tls,
            $"{endpoint.Authority} offered no encrypted connection that can be trusted.",
            "Check the endpoint's certificate, and that this machine trusts who issued it.",
            failure),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => new CallFailure(
            JudgeFailure.Unreachable,
            $"The name {endpoint.Host} was not found.",
            "Check SRE_Judge__Endpoint and this machine's network.",
            failure, passing: true),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => new CallFailure(
            JudgeFailure.Unreachable,
            $"No connection to {endpoint.Authority}.",
            "Check that the model server runs and that SRE_Judge__Endpoint names it.",
            failure, passing: true),
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => new CallFailure(
            JudgeFailure.InvalidReply,
            $"{endpoint.Authority} replied with far more than was asked for.",
            "Check that SRE_Judge__Endpoint names a model server.",
            failure),
        _ => new CallFailure(
            JudgeFailure.Unreachable,
            $"The connection to {endpoint.Authority} broke off before the reply was whole.",
            "Try again; if it stays, look at the model server and at any proxy between.",
            failure, passing: true),
    };

    /// <summary>An HTTP reply that is no success.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="headers">Its headers.</param>
    /// <param name="body">Its body.</param>
    /// <param name="endpoint">Where the call went.</param>
    /// <param name="now">The time, for a Retry-After that names a date.</param>
    public static CallFailure OfStatus(HttpStatusCode status, HttpResponseHeaders headers, byte[] body, Uri endpoint, DateTimeOffset now)
    {
        var error = ErrorBody.Read(body);
        var code = (int)status;
        var where = $"{endpoint.Authority} replied {code.ToString(CultureInfo.InvariantCulture)}{error.Label}";
        return code switch
        {
            >= 300 and < 400 => new CallFailure(
                JudgeFailure.Redirected,
                $"{where}, a redirect, which is not followed: the key would go along.",
                "Set SRE_Judge__Endpoint to the address that the server really has."),
            402 => Quota(),
            429 or 400 or 403 when error.Mentions(QuotaWords) => Quota(),
            401 or 403 => new CallFailure(
                JudgeFailure.Unauthorised,
                $"{where}: the key is missing, wrong or not allowed to use this model.",
                "Set SRE_Judge__ApiKey to a key of this provider that may use the model."),
            429 => new CallFailure(
                JudgeFailure.RateLimited,
                $"{where}: too many calls or tokens for the moment.",
                "Grade fewer answers at once, or ask the provider for a higher limit.",
                passing: true,
                retryAfter: RetryAfterOf(headers, now)),
            408 => new CallFailure(
                JudgeFailure.Timeout,
                $"{where}: it waited too long.",
                "Try again; if it stays, look at the model server.",
                passing: true,
                retryAfter: RetryAfterOf(headers, now)),
            409 or >= 500 => new CallFailure(
                JudgeFailure.ServerError,
                $"{where}: the fault is the provider's.",
                "Try again later, or look at the provider's status page.",
                passing: true,
                retryAfter: RetryAfterOf(headers, now)),
            413 => ContextExceeded(),
            400 or 422 when error.Mentions(ContextWords) => ContextExceeded(),
            400 or 422 when error.Mentions(FilterWords) => ContentFilter(where),
            404 => new CallFailure(
                JudgeFailure.NotFound,
                $"{where}: no such model, or no such path.",
                "Check SRE_Judge__Model (for Ollama, pull the model first) and SRE_Judge__Endpoint."),
            _ => new CallFailure(
                JudgeFailure.BadRequest,
                $"{where}: it does not accept the request.",
                "If the model takes no temperature, set SRE_Judge__Temperature= to nothing; if it knows no JSON schema, choose one that does."),
        };

        CallFailure Quota() => new(
            JudgeFailure.Quota,
            $"{where}: the account has no quota or credit left.",
            "Look at the account's billing with the provider.");

        CallFailure ContextExceeded() => new(
            JudgeFailure.ContextExceeded,
            $"{where}: the answer with its rubric is longer than the model can read.",
            "Choose a model with a larger context, or have the answer read by a person.");
    }

    /// <summary>The provider's filter withheld the prompt or the reply.</summary>
    public static CallFailure ContentFilter(string where) => new(
        JudgeFailure.ContentFilter,
        $"{where}: the provider's content filter stopped it.",
        "Have the answer read by a person; the filter's strictness is set with the provider.");

    private static TimeSpan? RetryAfterOf(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (headers.TryGetValues("retry-after-ms", out var values)
            && double.TryParse(values.First(), NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds is >= 0 and < int.MaxValue)
        {
            return TimeSpan.FromMilliseconds(milliseconds);
        }

        var wait = headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => (TimeSpan?)null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
