using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using Polly.CircuitBreaker;

namespace SreEvaluator.Grading.Judging;

/// <summary>The way to the configured model: its client, its network and its resilience. Shared by all answers.</summary>
internal sealed class JudgeConnection : IDisposable
{
    private const int TokensAroundMessage = 64;

    private readonly JudgeOptions _options;
    private readonly HttpClient _http;
    private readonly IChatClient _client;
    private readonly Resilience _resilience;
    private readonly CallLimiter _limiter;
    private readonly TimeProvider _time;

    /// <summary>Prepares the connection; nothing is called yet.</summary>
    /// <param name="options">Valid options with a provider.</param>
    /// <param name="time">The clock.</param>
    public JudgeConnection(JudgeOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _http = HttpFor(options, time);
        _resilience = new Resilience(options, time);
        _limiter = new CallLimiter(options.MaxConcurrency, options.MaxRetryAfter, time);
        Kernel = ChatClients.KernelFor(options, _http);
        _client = Kernel.GetRequiredService<IChatClient>();
    }

    /// <summary>The kernel with the provider's client.</summary>
    public Kernel Kernel { get; }

    /// <inheritdoc cref="Resilience.WithinDeadlineAsync"/>
    public Task<T> WithinDeadlineAsync<T>(Func<Deadline, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        _resilience.WithinDeadlineAsync(work, cancellationToken);

    /// <summary>Asks the model.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="schema">What the reply is to keep to; not checked here.</param>
    /// <param name="maxOutputTokens">The most tokens of the reply.</param>
    /// <param name="course">The work that the call is part of.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="CallFailure">There is no reply, after all retries.</exception>
    /// <exception cref="BudgetExceededException">The call could go beyond the budget, and was not made.</exception>
    public Task<ModelReply> AskAsync(
        IReadOnlyList<ChatMessage> messages, JsonElement schema, int maxOutputTokens, Course course, CancellationToken cancellationToken)
    {
        ChatClients.MarkPrefix(_options, messages);
        var call = ChatClients.CallOptions(_options, messages, schema, maxOutputTokens);
        return _resilience.WithRetriesAsync(token => InTurnAsync(messages, call, course, token), cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _limiter.Dispose();
        _client.Dispose();
        _http.Dispose();
    }

    private async Task<ModelReply> InTurnAsync(IReadOnlyList<ChatMessage> messages, ChatOptions call, Course course, CancellationToken cancellationToken)
    {
        using var turn = await course.Deadline.StandStillAsync(_limiter.EnterAsync(cancellationToken)).ConfigureAwait(false);
        using var reserve = course.Budget is null
            ? null
            : await course.Deadline.StandStillAsync(course.Budget.SetAsideAsync(WorstCost(messages, call), cancellationToken)).ConfigureAwait(false);
        try
        {
            var reply = await _resilience.AttemptAsync(token => CallAsync(messages, call, course.Tally, token), cancellationToken).ConfigureAwait(false);
            reserve?.Cost(_options.Price!.CostOf(reply.InputTokens, reply.CachedInputTokens, reply.OutputTokens));
            return reply;
        }
        catch (CallFailure failure)
        {
            if (failure.Word == JudgeFailure.RateLimited)
            {
                turn.TurnedAway(failure.RetryAfter);
            }

            if (failure.Word != JudgeFailure.InvalidReply)
            {
                // Providers charge for replies, not for errors.
                reserve?.Cost(0);
            }

            throw;
        }
        catch (BrokenCircuitException)
        {
            reserve?.Cost(0);
            throw;
        }
    }

    /// <summary>The most that a call may cost: no tokenizer makes more tokens than there are bytes, and some tokens go around each message.</summary>
    private decimal WorstCost(IReadOnlyList<ChatMessage> messages, ChatOptions call)
    {
        var schema = ((ChatResponseFormatJson)call.ResponseFormat!).Schema!.Value;
        var input = messages.Sum(message => Encoding.UTF8.GetByteCount(message.Text) + TokensAroundMessage) + Encoding.UTF8.GetByteCount(schema.GetRawText());
        return _options.Price!.CostOf(input, 0, call.MaxOutputTokens!.Value);
    }

    private async Task<ModelReply> CallAsync(IReadOnlyList<ChatMessage> messages, ChatOptions call, CallTally tally, CancellationToken cancellationToken)
    {
        tally.Called();
        using var telemetry = JudgeTelemetry.Call(_options, call, _time);
        try
        {
            var reply = await SendAsync(messages, call, cancellationToken).ConfigureAwait(false);
            tally.Replied(reply);
            telemetry.Replied(reply);
            return reply;
        }
        catch (Exception failure)
        {
            telemetry.Failed(failure);
            throw;
        }
    }

    private async Task<ModelReply> SendAsync(IReadOnlyList<ChatMessage> messages, ChatOptions call, CancellationToken cancellationToken)
    {
        var exchange = ReplyHandler.Watch();
        try
        {
            var response = await _client.GetResponseAsync(messages, call, cancellationToken).ConfigureAwait(false);
            var usage = response.Usage;
            return new ModelReply(
                response.Text,
                EndingOf(response),
                response.ModelId,
                usage?.InputTokenCount ?? 0,
                usage?.OutputTokenCount ?? 0,
                usage?.CachedInputTokenCount ?? 0);
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
