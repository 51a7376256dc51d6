using Microsoft.AspNetCore.Mvc;

namespace SreEvaluator.Service.Problems;

/// <summary>A kind of failure that callers can tell from others: the <c>type</c> of its problem details, with what to do.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Name">The last part of the type; stable.</param>
/// <param name="Title">What is wrong, the same for all of the kind.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record ProblemKind(int Status, string Name, string Title, string Remedy)
{
    private const string TypePrefix = "urn:problem-type:";

    public static readonly ProblemKind BadRequest = new(
        StatusCodes.Status400BadRequest, "bad-request", "The request can't be read", "Send what the API's description at /api/v1/openapi.json says for this path.");

    public static readonly ProblemKind InvalidInput = new(
        StatusCodes.Status400BadRequest, "invalid-input", "Something in the request can't be used", "See problems: each says where, what was found and what was expected.");

    public static readonly ProblemKind NotSignedIn = new(
        StatusCodes.Status401Unauthorized, "not-signed-in", "A login is needed", "Send an API key as Authorization: Bearer <key>, or sign in with a browser.");

    public static readonly ProblemKind NotAllowed = new(
        StatusCodes.Status403Forbidden, "not-allowed", "This login may not do that", "Ask an admin for another role, or for a key with the scope that is named.");

    public static readonly ProblemKind CrossSite = new(
        StatusCodes.Status403Forbidden, "cross-site", "The request comes from another site", "Send it from a page of this service, or with an API key instead of a cookie.");

    public static readonly ProblemKind NotFound = new(
        StatusCodes.Status404NotFound, "not-found", "There is nothing of this name", "Check the path and the id; what belongs to others is not shown.");

    public static readonly ProblemKind WrongMethod = new(
        StatusCodes.Status405MethodNotAllowed, "wrong-method", "This path does not take the method", "See Allow for the methods that it takes.");

    public static readonly ProblemKind Conflict = new(
        StatusCodes.Status409Conflict, "conflict", "The thing is not in a state that allows this", "Read it again and look at its state.");

    public static readonly ProblemKind TooLarge = new(
        StatusCodes.Status413PayloadTooLarge, "too-large", "The request is too large", "Send less at a time; for many answers make a batch.");

    public static readonly ProblemKind WrongMediaType = new(
        StatusCodes.Status415UnsupportedMediaType, "wrong-media-type", "This path does not take the media type", "Send JSON as Content-Type: application/json, or for a batch the file's own type.");

    public static readonly ProblemKind KeyReused = new(
        StatusCodes.Status422UnprocessableEntity, "idempotency-key-reused", "The idempotency key was used for another request", "Use a new key for each request, and the same only to repeat it unchanged.");

    public static readonly ProblemKind TooMany = new(
        StatusCodes.Status429TooManyRequests, "too-many-requests", "There are too many requests", "Wait as long as Retry-After says.");

    public static readonly ProblemKind Unexpected = new(
        StatusCodes.Status500InternalServerError, "unexpected", "Something went wrong that should not", "Report it with the trace id. Repeating the request with the same Idempotency-Key is safe.");

    public static readonly ProblemKind Unavailable = new(
        StatusCodes.Status503ServiceUnavailable, "unavailable", "The service can't do this now", "Repeat the request after a while, with the same Idempotency-Key.");

    private static readonly ProblemKind[] ByStatus =
    [
        BadRequest, NotSignedIn, NotAllowed, NotFound, WrongMethod, Conflict, TooLarge, WrongMediaType, KeyReused, TooMany, Unexpected, Unavailable,
    ];

    /// <summary>The type as problem details give it.</summary>
    public string Type => TypePrefix + Name;

    /// <summary>The kind that a bare status stands for; null where it is none of ours.</summary>
    /// <param name="status">The status.</param>
    public static ProblemKind? Of(int status) => Array.Find(ByStatus, kind => kind.Status == status);

    /// <summary>Problem details of this kind.</summary>
    /// <param name="detail">What is wrong this time; null where the title says it all. Never an answer's text.</param>
    public ProblemDetails Details(string? detail = null)
    {
        var details = new ProblemDetails { Status = Status, Type = Type, Title = Title, Detail = detail };
        details.Extensions["remedy"] = Remedy;
        return details;
    }
}
