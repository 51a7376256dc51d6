using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace SreEvaluator.Service.Web;

/// <summary>Serves <see cref="AssetFiles"/>.</summary>
internal static class AssetEndpoints
{
    private const string ForGood = "public, max-age=31536000, immutable";

    /// <summary>Maps them. They count for no limit: a page needs several at once.</summary>
    public static void MapAssets(this IEndpointRouteBuilder app) =>
        app.MapGet("/assets/{name}", Serve).ExcludeFromDescription().DisableRateLimiting().AllowAnonymous();

    private static Results<FileContentHttpResult, NotFound> Serve(string name, HttpContext http, AssetFiles assets)
    {
        if (assets.Find(name) is not { } asset)
        {
            return TypedResults.NotFound();
        }

        var headers = http.Response.Headers;
        headers.CacheControl = ForGood;
        headers.Vary = HeaderNames.AcceptEncoding;
        var compressed = http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);
        if (compressed)
        {
            headers.ContentEncoding = "br";
        }

        return TypedResults.Bytes(compressed ? asset.Brotli : asset.Content, asset.ContentType);
    }
}
