using Microsoft.AspNetCore.Routing.Template;

namespace SreEvaluator.Service.Web;

/// <summary>
/// What opens where no page is. At the address of a form, which only takes what is sent, its page opens: that is where somebody comes who loads it again, or
/// signs in, or changes the language there.
/// </summary>
internal static class FormAddress
{
    /// <summary>The page of a form, or that there is nothing.</summary>
    public static IResult Open(HttpContext http, EndpointDataSource endpoints)
    {
        var path = http.Request.Path.Value!.TrimEnd('/');
        if (!IsThere(endpoints, path, HttpMethods.Post))
        {
            return path.StartsWith("/api", StringComparison.Ordinal) ? Results.NotFound() : NotFoundPage.Result();
        }

        do
        {
            path = path[..path.LastIndexOf('/')];
        }
        while (path.Length > 0 && !IsThere(endpoints, path, HttpMethods.Get));

        return Results.LocalRedirect($"{(path.Length > 0 ? path : "/")}{http.Request.QueryString}");
    }

    private static bool IsThere(EndpointDataSource endpoints, string path, string method) => endpoints.Endpoints.OfType<RouteEndpoint>().Any(endpoint =>
        endpoint.Metadata.GetMetadata<WebPage>() is not null
        && endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(method) == true
        && !endpoint.RoutePattern.Parameters.Any(part => part.IsCatchAll)
        && new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(path, []));
}
