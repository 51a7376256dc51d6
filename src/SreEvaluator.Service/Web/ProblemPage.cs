using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using SreEvaluator.Service.Problems;

namespace SreEvaluator.Service.Web;

/// <summary>Shows people a page wherever a page ends in a problem; callers of the API and scripts of pages are told in JSON.</summary>
internal sealed class ProblemPage : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context)
    {
        var http = context.HttpContext;

        // What handles failures takes the endpoint away.
        var endpoint = http.GetEndpoint() ?? http.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        return endpoint?.Metadata.GetMetadata<WebPage>() is not null && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
    }

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var http = context.HttpContext;
        if (http.Features.Get<IRequestCultureFeature>() is { RequestCulture: var culture })
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture.Culture, culture.UICulture);
        }

        var status = http.Response.StatusCode;
        IResult page = status switch
        {
            StatusCodes.Status403Forbidden when NotAllowedPage.Of(http) is { } notAllowed => notAllowed,
            StatusCodes.Status404NotFound => NotFoundPage.Result(),
            _ => new PageResult<FailurePage>(new { Status = status, Details = Details(context.ProblemDetails, context.Exception) }) { Status = status },
        };
        await page.ExecuteAsync(http);
    }

    // What a program is to do next is nothing for a viewer, but where it is their own to do.
    private static IReadOnlyList<string> Details(ProblemDetails problem, Exception? failure) => failure switch
    {
        InputException input => [.. input.Problems.Select(one => one.ToString())],
        ProblemException refused => [refused.Message, refused.Kind.Remedy],
        _ => problem.Detail is { } detail ? [detail] : [],
    };
}
