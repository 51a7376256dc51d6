using Microsoft.Net.Http.Headers;

namespace SreEvaluator.Service;

/// <summary>Lets callers keep what does not change.</summary>
internal static class EntityTag
{
    /// <summary>Names the version of a response, and tells whether the caller has it already.</summary>
    /// <param name="http">The request and its response.</param>
    /// <param name="hash">A hash of what the response is made of.</param>
    public static bool IsKnown(HttpContext http, string hash)
    {
        var tag = new EntityTagHeaderValue($"\"{hash}\"");
        http.Response.Headers.ETag = tag.ToString();
        http.Response.Headers.CacheControl = "private, no-cache";
        return http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any));
    }
}
