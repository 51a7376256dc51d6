using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using SreEvaluator.Service.Access;
using SreEvaluator.Service.Problems;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Idempotency;

/// <summary>Gives the same response to the same request under the same key, and does its work once.</summary>
/// <param name="requests">Keeps requests and responses.</param>
/// <param name="json">How responses are written.</param>
internal sealed class IdempotentFilter(IdempotencyStore requests, IOptions<JsonOptions> json) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (await IdempotencyHeader.ReadAsync(http, Caller.Of(http.User), http.RequestAborted) is not { } key)
        {
            return await next(context);
        }

        if (await requests.BeginAsync(key, http.RequestAborted) is { } earlier)
        {
            return earlier is { Status: { } kept, Response: { } response }
                ? TypedResults.Text(response, "application/json", statusCode: kept)
                : throw new ProblemException(ProblemKind.Conflict, "The same request is still on its way, or was cut off. Look whether it had its effect.");
        }

        object? result;
        try
        {
            result = await next(context);
        }
        catch
        {
            await requests.ForgetAsync(key, CancellationToken.None);
            throw;
        }

        var (status, value) = Inner(result) is { } inner ? ((inner as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK, (inner as IValueHttpResult)?.Value) : (StatusCodes.Status200OK, null);
        var text = value is null ? string.Empty : JsonSerializer.Serialize(value, json.Value.SerializerOptions.GetTypeInfo(value.GetType()));
        await requests.CompleteAsync(key, status, text, CancellationToken.None);
        return result;
    }

    private static object? Inner(object? result) => result is INestedHttpResult nested ? nested.Result : result;
}
