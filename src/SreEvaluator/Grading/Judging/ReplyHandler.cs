using System.Net.Http.Headers;
using System.Text.Json;

namespace SreEvaluator.Grading.Judging;

/// <summary>
/// Stands between a provider's client and the network: reads the whole reply under the call's own time limit, and turns whatever is no reply into a
/// <see cref="CallFailure"/>, so that it is understood in one place and not in each client's way.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="next">What makes the call.</param>
internal sealed class ReplyHandler(TimeProvider time, HttpMessageHandler next) : DelegatingHandler(next)
{
    /// <summary>The most bytes of a reply that are read; far more than any that fits the token limit.</summary>
    private const int MostBytes = 8 * 1024 * 1024;

    private static readonly AsyncLocal<Exchange?> Current = new();

    /// <summary>Begins to watch the call that the caller is about to make.</summary>
    public static Exchange Watch() => Current.Value = new Exchange();

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var endpoint = request.RequestUri!;
        HttpResponseMessage? response = null;
        byte[] body;
        try
        {
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            await response.Content.LoadIntoBufferAsync(MostBytes, cancellationToken).ConfigureAwait(false);
            body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException && !cancellationToken.IsCancellationRequested)
        {
            response?.Dispose();
            throw HttpFailures.OfTransport(failure, endpoint);
        }
        catch
        {
            response?.Dispose();
            throw;
        }

        using (response)
        {
            if (!response.IsSuccessStatusCode)
            {
                throw HttpFailures.OfStatus(response.StatusCode, response.Headers, body, endpoint, time.GetUtcNow());
            }

            if (!IsObject(body))
            {
                throw new CallFailure(
                    JudgeFailure.InvalidReply,
                    $"{endpoint.Authority} replied with something that is no JSON object, as a web page would be.",
                    "Check SRE_Judge__Endpoint and SRE_Judge__Provider: this is no address of a model.");
            }

            Current.Value?.Replied = true;
            return new HttpResponseMessage(response.StatusCode)
            {
                RequestMessage = request,
                Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            };
        }
    }

    private static bool IsObject(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>What is known of one call so far.</summary>
    public sealed class Exchange
    {
        /// <summary>Whether a JSON reply came back: what fails after it is the reply's fault.</summary>
        public bool Replied { get; set; }
    }
}
