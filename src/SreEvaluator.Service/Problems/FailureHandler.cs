using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Problems;

/// <summary>Turns failures into problem details. What was not foreseen tells the caller nothing but a trace id.</summary>
/// <param name="problems">Writes problem details.</param>
/// <param name="logger">Hears of what was not foreseen.</param>
internal sealed partial class FailureHandler(IProblemDetailsService problems, ILogger<FailureHandler> logger) : IExceptionHandler
{
    private const string RetryAfterSeconds = "5";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var details = Details(exception);
        if (details.Status == ProblemKind.Unexpected.Status)
        {
            // Without its message, which may hold what was sent.
            LogUnexpected(exception.GetType().FullName, httpContext.TraceIdentifier, exception.StackTrace);
        }

        if (exception is StorageException)
        {
            httpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        httpContext.Response.StatusCode = details.Status ?? ProblemKind.Unexpected.Status;

        // Who takes no JSON gets the status alone.
        await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = details, Exception = exception });
        return true;
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

    [LoggerMessage(LogLevel.Error, "Unexpected {Failure} while request {TraceIdentifier} was handled:\n{StackTrace}")]
    private partial void LogUnexpected(string? failure, string traceIdentifier, string? stackTrace);

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
}
