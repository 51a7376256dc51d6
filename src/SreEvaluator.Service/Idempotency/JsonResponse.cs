using SreEvaluator.Storage;

namespace SreEvaluator.Service.Idempotency;

/// <summary>Sends a response that is kept.</summary>
/// <param name="kept">The response.</param>
internal sealed class JsonResponse(KeptResponse kept) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.Location = kept.Location;
        return TypedResults.Text(kept.Body, "application/json", statusCode: kept.Status).ExecuteAsync(httpContext);
    }
}
