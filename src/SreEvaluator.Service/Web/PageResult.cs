using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace SreEvaluator.Service.Web;

/// <summary>A page as the response.</summary>
/// <typeparam name="TPage">The page.</typeparam>
/// <param name="parameters">Its parameters, as an object with their names.</param>
internal sealed class PageResult<TPage>(object parameters) : IResult
    where TPage : IComponent
{
    /// <summary>The status of the response.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    public Task ExecuteAsync(HttpContext httpContext) => new RazorComponentResult<TPage>(parameters) { StatusCode = Status }.ExecuteAsync(httpContext);
}
