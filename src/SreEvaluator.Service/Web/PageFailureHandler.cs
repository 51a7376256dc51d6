using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using SreEvaluator.Service.Problems;

namespace SreEvaluator.Service.Web;

/// <summary>Shows people a page where a page failed; scripts of pages are told as callers of the API are.</summary>
/// <param name="failures">Say what is told.</param>
internal sealed class PageFailureHandler(Failures failures) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException
            || httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.Metadata.GetMetadata<WebPage>() is null
            || !httpContext.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            return false;
        }

        CultureInfo.CurrentUICulture = httpContext.Features.Get<IRequestCultureFeature>()?.RequestCulture.UICulture ?? CultureInfo.CurrentUICulture;
        var problem = failures.Tell(httpContext, exception);
        var status = httpContext.Response.StatusCode;
        var page = new PageResult<FailurePage>(new { Status = status, Details = Details(problem, exception) }) { Status = status };
        await page.ExecuteAsync(httpContext);
        return true;
    }

    // What a program is to do next is nothing for a viewer, but where it is their own to do.
    private static IReadOnlyList<string> Details(ProblemDetails problem, Exception failure) => failure switch
    {
        InputException input => [.. input.Problems.Select(one => one.ToString())],
        ProblemException refused => [refused.Message, refused.Kind.Remedy],
        _ => problem.Detail is { } detail ? [detail] : [],
    };
}
