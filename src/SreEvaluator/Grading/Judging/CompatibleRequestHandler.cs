using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SreEvaluator.Grading.Judging;

/// <summary>
/// Makes what the OpenAI client sends acceptable to other servers of its protocol: many of them know only <c>max_tokens</c> and would reply
/// without end, and an endpoint without a key is sent none.
/// </summary>
/// <param name="hasKey">Whether a key is configured.</param>
/// <param name="next">What makes the call.</param>
internal sealed class CompatibleRequestHandler(bool hasKey, HttpMessageHandler next) : DelegatingHandler(next)
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!hasKey)
        {
            request.Headers.Authorization = null;
        }

        var sent = await request.Content!.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var body = JsonNode.Parse(sent)!.AsObject();
        if (body.Remove("max_completion_tokens", out var limit))
        {
            body["max_tokens"] = limit;
        }

        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
