using System.Security.Cryptography;
using System.Text;
using SreEvaluator.Service.Access;
using SreEvaluator.Service.Limits;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Idempotency;

/// <summary>The header <c>Idempotency-Key</c>: a caller's promise that two requests are the same one.</summary>
internal static class IdempotencyHeader
{
    /// <summary>The header's name.</summary>
    public const string Name = "Idempotency-Key";

    /// <summary>Keeps the body of a request with a key, so that it can be read twice.</summary>
    public static void UseIdempotency(this WebApplication app) => app.Use((http, next) =>
    {
        if (http.Request.Headers.ContainsKey(Name) && http.GetEndpoint()?.Metadata.GetMetadata<IdempotentEndpoint>() == IdempotentEndpoint.Mark)
        {
            // In memory: an answer has no business in a temporary file.
            http.Request.EnableBuffering(LimitOptions.MostRequestBytes);
        }

        return next(http);
    });

    /// <summary>The key of a request; null where it has none.</summary>
    /// <param name="http">The request.</param>
    /// <param name="caller">Who sends it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InputException">The key can't be used.</exception>
    public static async Task<IdempotencyKey?> ReadAsync(HttpContext http, Caller caller, CancellationToken cancellationToken)
    {
        if (!http.Request.Headers.TryGetValue(Name, out var given))
        {
            return null;
        }

        http.Request.Body.Position = 0;
        return new IdempotencyKey(caller.Actor, given.ToString(), Hash(http, await SHA256.HashDataAsync(http.Request.Body, cancellationToken)));
    }

    /// <summary>The key of a request whose body was read already; null where it has none.</summary>
    /// <param name="http">The request.</param>
    /// <param name="caller">Who sends it.</param>
    /// <param name="body">The SHA-256 of the body.</param>
    /// <exception cref="InputException">The key can't be used.</exception>
    public static IdempotencyKey? Read(HttpContext http, Caller caller, ReadOnlySpan<byte> body) =>
        http.Request.Headers.TryGetValue(Name, out var given) ? new IdempotencyKey(caller.Actor, given.ToString(), Hash(http, body)) : null;

    private static string Hash(HttpContext http, ReadOnlySpan<byte> body)
    {
        var request = $"{http.Request.Method} {http.Request.Path}{http.Request.QueryString} {Convert.ToHexStringLower(body)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request)));
    }
}
