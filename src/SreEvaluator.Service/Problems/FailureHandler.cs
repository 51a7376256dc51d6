using Microsoft.AspNetCore.Diagnostics;

namespace SreEvaluator.Service.Problems;

/// <summary>Tells callers of the API and viewers of pages of failures.</summary>
/// <param name="failures">Say what is told.</param>
/// <param name="problems">Writes problem details.</param>
internal sealed class FailureHandler(Failures failures, IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        // Who takes no JSON gets the status alone.
        await problems.TryWriteAsync(
            new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = failures.Tell(httpContext, exception), Exception = exception });
        return true;
    }
}
