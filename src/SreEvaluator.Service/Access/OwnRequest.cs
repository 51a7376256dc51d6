namespace SreEvaluator.Service.Access;

/// <summary>Tells requests that change something and were sent by this service's own pages from those of other sites.</summary>
internal static class OwnRequest
{
    /// <summary>Whether a request only reads, or comes from a page of this service, or from a program. Browsers say where they come from; programs have no cookie that could be misused.</summary>
    /// <param name="request">The request.</param>
    public static bool Is(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)
        || request.Headers["Sec-Fetch-Site"].ToString() switch
        {
            "same-origin" or "none" => true,
            "" => request.Headers.Origin.ToString() is var origin && (origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}"),
            _ => false,
        };
}
