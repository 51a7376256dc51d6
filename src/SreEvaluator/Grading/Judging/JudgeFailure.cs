namespace SreEvaluator.Grading.Judging;

/// <summary>The words of <see cref="JudgeException.Failure"/>. They stay the same; more may come.</summary>
public static class JudgeFailure
{
    /// <summary>No connection to the endpoint, or it broke off.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>No trustworthy encrypted connection.</summary>
    public const string Tls = "tls";

    /// <summary>No whole reply in the time that is allowed.</summary>
    public const string Timeout = "timeout";

    /// <summary>The endpoint wants to send the call elsewhere, which is not done: the key would go along.</summary>
    public const string Redirected = "redirected";

    /// <summary>The endpoint's name leads to an address that is refused.</summary>
    public const string ForbiddenEndpoint = "forbidden-endpoint";

    /// <summary>The key is missing, wrong or not allowed to use the model.</summary>
    public const string Unauthorised = "unauthorised";

    /// <summary>The account has no money or quota left.</summary>
    public const string Quota = "quota";

    /// <summary>Too many calls or tokens for the moment.</summary>
    public const string RateLimited = "rate-limited";

    /// <summary>No such model, or no such path at the endpoint.</summary>
    public const string NotFound = "not-found";

    /// <summary>The endpoint did not accept the request's form.</summary>
    public const string BadRequest = "bad-request";

    /// <summary>The prompt with the answer is longer than the model can read.</summary>
    public const string ContextExceeded = "context-exceeded";

    /// <summary>The provider's own fault.</summary>
    public const string ServerError = "server-error";

    /// <summary>The provider's filter withheld the prompt or the reply.</summary>
    public const string ContentFilter = "content-filter";

    /// <summary>The model declined to do it.</summary>
    public const string Refused = "refused";

    /// <summary>The reply was cut even with the larger limit.</summary>
    public const string Truncated = "truncated";

    /// <summary>The reply did not keep to its form, even after it was told why.</summary>
    public const string InvalidReply = "invalid-reply";

    /// <summary>The endpoint kept failing and is spared for a while.</summary>
    public const string CircuitOpen = "circuit-open";
}
