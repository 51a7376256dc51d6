using SreEvaluator.Service.Access;
using SreEvaluator.Service.Problems;

namespace SreEvaluator.Service.Web;

/// <summary>Takes forms from this service's own pages alone, those of viewers without a login too: what another site sends with their cookies changes nothing.</summary>
internal sealed class PageFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => OwnRequest.Is(context.HttpContext.Request)
        ? next(context)
        : throw new ProblemException(ProblemKind.CrossSite, "The form was sent from another site.");
}
