using SreEvaluator.Service.Problems;

namespace SreEvaluator.Service.Web;

/// <summary>Takes forms from this service's own pages alone: what another site sends with the viewer's cookies changes nothing.</summary>
internal sealed class PageFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || IsOwn(request)
            ? next(context)
            : throw new ProblemException(ProblemKind.CrossSite, "The form was sent from another site.");
    }

    // Every browser of today sends one of the two; a program that sends neither has no viewer's cookie to misuse.
    private static bool IsOwn(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "same-origin" or "none" => true,
        "" => request.Headers.Origin.ToString() is var origin
            && (origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}"),
        _ => false,
    };
}
