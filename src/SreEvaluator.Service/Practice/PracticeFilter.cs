using SreEvaluator.Service.Access;
using SreEvaluator.Service.Web;

namespace SreEvaluator.Service.Practice;

/// <summary>Lets nobody practise whose login is for something else. The start page leads them to what theirs is for.</summary>
internal sealed class PracticeFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        return NotAllowedPage.Of(http) is not { } refused ? await next(context)
            : http.Request.Path == "/" && Sections.Start(Caller.Find(http)!) is var start && start != "/" ? Results.Redirect(start)
            : refused;
    }
}
