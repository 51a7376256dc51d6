using System.Text.Json;
using Anthropic;
using Anthropic.Core;
using Anthropic.Models.Messages;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using OllamaSharp;
using OllamaSharp.Models;

namespace SreEvaluator.Grading.Judging;

/// <summary>The client of each provider, and what each wants to be told besides.</summary>
internal static class ChatClients
{
    /// <summary>The steps in which Ollama's context window grows: a model is loaded anew for another size.</summary>
    private const int OllamaContextStep = 8192;

    /// <summary>A kernel with the configured provider's client.</summary>
    /// <param name="options">Valid options with a provider.</param>
    /// <param name="http">What the client calls through; it alone limits time and retries.</param>
    public static Kernel KernelFor(JudgeOptions options, HttpClient http)
    {
        var kernel = Kernel.CreateBuilder();
        var endpoint = options.EffectiveEndpoint!;
        var model = options.Model!;
        switch (options.Provider)
        {
            case JudgeProvider.OpenAI or JudgeProvider.OpenAICompatible:
                kernel.AddOpenAIChatClient(model, endpoint, options.ApiKey, httpClient: http);
                break;
            case JudgeProvider.AzureOpenAI:
                kernel.AddAzureOpenAIChatClient(model, endpoint.AbsoluteUri, options.ApiKey!, httpClient: http);
                break;
            case JudgeProvider.Ollama:
                http.BaseAddress = new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/");
                kernel.Services.AddSingleton<IChatClient>(_ => new OllamaApiClient(http, model));
                break;
            case JudgeProvider.Anthropic:
                kernel.Services.AddSingleton<IChatClient>(_ => new AnthropicClient(new ClientOptions
                {
                    HttpClient = http,
                    BaseUrl = endpoint.AbsoluteUri.TrimEnd('/'),
                    ApiKey = options.ApiKey,
                    MaxRetries = 0,
                    Timeout = options.TotalTimeout,

                    // Its traces may hold the answer.
                    OpenTelemetry = false,
                }).AsIChatClient(model));
                break;
            default:
                throw new InvalidOperationException($"{options.Provider} has no client.");
        }

        return kernel.Build();
    }

    /// <summary>
    /// Marks where the part ends that is the same for all answers. Anthropic caches only what is marked; the others cache by themselves.
    /// </summary>
    /// <param name="options">Valid options with a provider.</param>
    /// <param name="messages">The messages; the first is the same for all answers.</param>
    public static void MarkPrefix(JudgeOptions options, IReadOnlyList<ChatMessage> messages)
    {
        if (options.Provider == JudgeProvider.Anthropic)
        {
            messages[0].Contents[^1].WithCacheControl(new CacheControlEphemeral());
        }
    }

    /// <summary>What goes with a call.</summary>
    /// <param name="options">Valid options with a provider.</param>
    /// <param name="messages">The messages.</param>
    /// <param name="schema">What the reply keeps to.</param>
    /// <param name="maxOutputTokens">The most tokens of the reply.</param>
    public static ChatOptions CallOptions(JudgeOptions options, IReadOnlyCollection<ChatMessage> messages, JsonElement schema, int maxOutputTokens)
    {
        var call = new ChatOptions
        {
            ResponseFormat = ChatResponseFormat.ForJsonSchema(schema, "verdicts"),
            MaxOutputTokens = maxOutputTokens,
            Temperature = (float?)options.Temperature,
            Seed = options.Seed,
            AdditionalProperties = new AdditionalPropertiesDictionary { ["strict"] = true },
        };
        if (options.Provider == JudgeProvider.Ollama)
        {
            // Left alone, Ollama silently drops the start of a prompt that is longer than its default window. Three letters a token is a cautious guess.
            var needed = (messages.Sum(message => message.Text.Length) / 3) + maxOutputTokens;
            call.AddOllamaOption(OllamaOption.NumCtx, ((needed / OllamaContextStep) + 1) * OllamaContextStep);
        }

        return call;
    }
}
