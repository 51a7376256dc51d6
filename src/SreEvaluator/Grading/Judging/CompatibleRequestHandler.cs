using System.Net.Http.Headers;
using System.Text.Json;

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
        request.Content = new ByteArrayContent(WithUsualLimit(sent)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same body with the limit under its usual name. Only the name's bytes are exchanged: the prompt is most of the body and not read twice.</summary>
    private static byte[] WithUsualLimit(byte[] body)
    {
        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
            if (reader is { CurrentDepth: 1, TokenType: JsonTokenType.PropertyName } && reader.ValueTextEquals("max_completion_tokens"u8))
            {
                return [.. body.AsSpan(0, (int)reader.TokenStartIndex), .. "\"max_tokens\":"u8, .. body.AsSpan((int)reader.BytesConsumed)];
            }
        }

        return body;
    }
}
