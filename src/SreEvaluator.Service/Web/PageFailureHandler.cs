using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Localization;
using SreEvaluator.Service.Problems;

namespace SreEvaluator.Service.Web;

/// <summary>Shows people a page where a page failed; scripts of pages are told as callers of the API are.</summary>
internal sealed class PageFailureHandler : IExceptionHandler
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
        await ContentPolicy.ApplyAsync(httpContext, http => Result(exception).ExecuteAsync(http));
        return true;
    }

    private static PageResult<FailurePage> Result(Exception failure) => failure switch
    {
        InputException input => Page(StatusCodes.Status400BadRequest, [.. input.Problems.Select(problem => problem.ToString())]),
        ProblemException problem => Page(problem.Kind.Status, [problem.Message, problem.Kind.Remedy]),
        BadHttpRequestException bad => Page(bad.StatusCode, []),
        _ => Page(StatusCodes.Status500InternalServerError, []),
    };

    private static PageResult<FailurePage> Page(int status, IReadOnlyList<string> details) => new(new { Status = status, Details = details }) { Status = status };
}
