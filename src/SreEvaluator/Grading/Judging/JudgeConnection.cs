using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;

namespace SreEvaluator.Grading.Judging;

/// <summary>The way to the configured model: its client, its network and its resilience. Shared by all answers.</summary>
internal sealed class JudgeConnection : IDisposable
{
    private readonly JudgeOptions _options;
    private readonly HttpClient _http;
    private readonly IChatClient _client;
    private readonly Resilience _resilience;

    /// <summary>Prepares the connection; nothing is called yet.</summary>
    /// <param name="options">Valid options with a provider.</param>
    /// <param name="time">The clock.</param>
    public JudgeConnection(JudgeOptions options, TimeProvider time)
    {
        _options = options;
        _http = HttpFor(options, time);
        _resilience = new Resilience(options, time);
        Kernel = ChatClients.KernelFor(options, _http);
        _client = Kernel.GetRequiredService<IChatClient>();
    }

    /// <summary>The kernel with the provider's client.</summary>
    public Kernel Kernel { get; }

    /// <inheritdoc cref="Resilience.WithinDeadlineAsync"/>
    public Task<T> WithinDeadlineAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        _resilience.WithinDeadlineAsync(work, cancellationToken);

    /// <summary>Asks the model.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="schema">What the reply is to keep to; not checked here.</param>
    /// <param name="maxOutputTokens">The most tokens of the reply.</param>
    /// <param name="tally">Counts the calls.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="CallFailure">There is no reply, after all retries.</exception>
    public Task<ModelReply> AskAsync(
        IReadOnlyList<ChatMessage> messages, JsonElement schema, int maxOutputTokens, CallTally tally, CancellationToken cancellationToken)
    {
        var call = ChatClients.CallOptions(_options, messages, schema, maxOutputTokens);
        return _resilience.CallAsync(token => CallAsync(messages, call, tally, token), cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _http.Dispose();
    }

    private async Task<ModelReply> CallAsync(IReadOnlyList<ChatMessage> messages, ChatOptions call, CallTally tally, CancellationToken cancellationToken)
    {
        tally.Called();
        var exchange = ReplyHandler.Watch();
        ChatResponse response;
        try
        {
            response = await _client.GetResponseAsync(messages, call, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (exchange.Replied && failure is not OperationCanceledException)
        {
            // Only the provider's client has run since the reply came: it can't read what came.
            throw new CallFailure(
                JudgeFailure.InvalidReply,
                $"{_options.EffectiveEndpoint!.Authority} replied with JSON that is none of {JudgeProviderConverter.NameOf(_options.Provider)}'s protocol.",
                "Check SRE_Judge__Provider and SRE_Judge__Endpoint.",
                failure);
        }

        var reply = new ModelReply(
            response.Text, EndingOf(response), response.ModelId, response.Usage?.InputTokenCount ?? 0, response.Usage?.OutputTokenCount ?? 0);
        tally.Replied(reply);
        return reply;
    }

    private Ending EndingOf(ChatResponse response)
    {
        if (response.FinishReason == ChatFinishReason.ContentFilter)
        {
            // Anthropic's client gives a refusal this name.
            return _options.Provider == JudgeProvider.Anthropic ? Ending.Refused : Ending.Filtered;
        }

        if (response.Messages.SelectMany(message => message.Contents).Any(content => content is ErrorContent))
        {
            return Ending.Refused;
        }

        return response.FinishReason == ChatFinishReason.Length ? Ending.Cut : Ending.Complete;
    }

    private static HttpClient HttpFor(JudgeOptions options, TimeProvider time)
    {
        HttpMessageHandler network = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectCallback = EndpointGuard.ConnectAsync,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        if (options.Provider == JudgeProvider.OpenAICompatible)
        {
            network = new CompatibleRequestHandler(!string.IsNullOrEmpty(options.ApiKey), network);
        }

        return new HttpClient(new ReplyHandler(time, network)) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
