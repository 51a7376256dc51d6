using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using SreEvaluator.Service.Observability;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Problems;

/// <summary>Makes of a failure what callers of the API and viewers of pages are told. What was not foreseen tells them nothing but a trace id.</summary>
/// <param name="logger">Hears of what was not foreseen.</param>
internal sealed partial class Failures(ILogger<Failures> logger)
{
    private const string RetryAfterSeconds = "5";

    /// <summary>The problem that a request failed with; the response's status and headers say so already.</summary>
    /// <param name="http">The request.</param>
    /// <param name="failure">What it failed with.</param>
    public ProblemDetails Tell(HttpContext http, Exception failure)
    {
        var details = Details(failure);
        if (details.Status == ProblemKind.Unexpected.Status)
        {
            LogUnexpected(http.TraceIdentifier, new LoggedFailure(failure));
        }

        if (failure is StorageException)
        {
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        http.Response.StatusCode = details.Status ?? ProblemKind.Unexpected.Status;
        return details;
    }

    private static ProblemDetails Details(Exception failure) => failure switch
    {
        InputException input => Input(input),
        ProblemException problem => problem.Kind.Details(problem.Message),
        AntiforgeryValidationException => ProblemKind.BadRequest.Details("The form's token is missing, or of another session. Load the page again."),
        IdempotencyConflictException => ProblemKind.KeyReused.Details(),
        StorageException storage => ProblemKind.Unavailable.Details(storage.Failure switch
        {
            StorageFailure.Busy => "The database is busy.",
            StorageFailure.Full => "The database's disk is full.",
            StorageFailure.Unreachable => "The database can't be reached.",
            _ => "The database can't be used.",
        }),
        BadHttpRequestException bad => (ProblemKind.Of(bad.StatusCode) ?? ProblemKind.BadRequest).Details(Told(bad)),
        _ => ProblemKind.Unexpected.Details(),
    };

    private static ProblemDetails Input(InputException failure)
    {
        var details = ProblemKind.InvalidInput.Details(failure.Problems[0].ToString());
        details.Extensions["problems"] = failure.Problems;
        return details;
    }

    // The server's own words, without what a JSON reader says after them: that may quote the body.
    private static string Told(BadHttpRequestException failure) => failure.InnerException is System.Text.Json.JsonException json
        ? $"The body is no JSON of the expected form{(json.LineNumber is { } line ? $", at line {line + 1}" : string.Empty)}."
        : failure.Message;

    [LoggerMessage(LogLevel.Error, "Request {TraceIdentifier} failed unexpectedly: {Failure}")]
    private partial void LogUnexpected(string traceIdentifier, LoggedFailure failure);
}
