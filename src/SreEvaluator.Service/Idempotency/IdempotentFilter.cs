using System.Text;
using Microsoft.AspNetCore.Http.Features;
using SreEvaluator.Service.Access;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Idempotency;

/// <summary>Has an endpoint do its work once for each idempotency key.</summary>
/// <param name="repeats">Knows the keys.</param>
internal sealed class IdempotentFilter(Repeats repeats) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        return await IdempotencyHeader.ReadAsync(http, Caller.Of(http.User), http.RequestAborted) is { } key
            ? await repeats.OnceAsync(key, async () => await WrittenAsync(http, (IResult)(await next(context))!), http.RequestAborted)
            : await next(context);
    }

    /// <summary>What a result would send: it is kept before it is sent.</summary>
    private static async Task<KeptResponse> WrittenAsync(HttpContext http, IResult result)
    {
        var wire = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var body = new MemoryStream();
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        try
        {
            await result.ExecuteAsync(http);
            await http.Response.CompleteAsync();
        }
        finally
        {
            http.Features.Set(wire);
        }

        return new KeptResponse(http.Response.StatusCode, Encoding.UTF8.GetString(body.ToArray()), http.Response.Headers.Location);
    }
}
