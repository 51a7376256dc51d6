using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace SreEvaluator.Support;

/// <summary>What the scripted judge says to one call.</summary>
internal sealed record ScriptedReply
{
    /// <summary>The model as it names itself.</summary>
    public const string Model = "scripted-model-2026";

    /// <summary>The tokens that each reply says it read.</summary>
    public const int InputTokens = 1200;

    /// <summary>The tokens that each reply says it wrote.</summary>
    public const int OutputTokens = 300;

    private enum End
    {
        Stop,
        Length,
        Filter,
        Refusal,
    }

    public int Status { get; private init; } = 200;

    public ImmutableDictionary<string, string> Headers { get; private init; } =
        ImmutableDictionary<string, string>.Empty.Add("Content-Type", "application/json");

    public TimeSpan Delay { get; private init; }

    /// <summary>The same, of which the provider had cached some of the tokens that it read.</summary>
    public ScriptedReply Cached(int tokens) => this with
    {
        Body = call =>
        {
            var body = JsonNode.Parse(Body(call))!;
            if (call.Path.EndsWith("/messages", StringComparison.Ordinal))
            {
                body["usage"]!["cache_read_input_tokens"] = tokens;
                body["usage"]!["input_tokens"] = InputTokens - tokens;
            }
            else
            {
                body["usage"]!["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = tokens };
            }

            return body.ToJsonString();
        },
    };

    private Func<ScriptedCall, string> Body { get; init; } = _ => string.Empty;

    /// <summary>The model writes a text and has done.</summary>
    public static ScriptedReply Text(string text) => Of(text, End.Stop);

    /// <summary>The model writes verdicts.</summary>
    public static implicit operator ScriptedReply(ScriptedVerdicts verdicts) => Text(verdicts.ToString());

    /// <summary>The limit of tokens cuts what the model writes.</summary>
    public static ScriptedReply Cut(string text) => Of(text, End.Length);

    /// <summary>The provider's filter withholds the reply.</summary>
    public static ScriptedReply Filtered() => Of(string.Empty, End.Filter);

    /// <summary>The model declines in the protocol's own way; Ollama has none.</summary>
    public static ScriptedReply Refused() => Of(string.Empty, End.Refusal);

    /// <summary>The provider reports an error.</summary>
    public static ScriptedReply Error(int status, string code = "some_code", string message = "Some message.", string? retryAfter = null)
    {
        var reply = Raw(status, string.Empty) with { Body = call => ErrorBody(call, code, message).ToJsonString() };
        return retryAfter is null ? reply : reply with { Headers = reply.Headers.Add("Retry-After", retryAfter) };
    }

    /// <summary>Exactly this.</summary>
    public static ScriptedReply Raw(int status, string body) => new() { Status = status, Body = _ => body };

    /// <summary>The server sends the caller elsewhere.</summary>
    public static ScriptedReply Redirect(Uri to)
    {
        var reply = Raw(307, string.Empty);
        return reply with { Headers = reply.Headers.Add("Location", to.AbsoluteUri) };
    }

    /// <summary>The same, later.</summary>
    public ScriptedReply After(TimeSpan delay) => this with { Delay = delay };

    /// <summary>The body in the protocol of the call.</summary>
    public string BodyFor(ScriptedCall call) => Body(call);

    private static ScriptedReply Of(string text, End end) => new()
    {
        Body = call => (call.Path switch
        {
            var path when path.EndsWith("/messages", StringComparison.Ordinal) => Anthropic(text, end),
            var path when path.EndsWith("/api/chat", StringComparison.Ordinal) => Ollama(text, end),
            _ => OpenAI(text, end),
        }).ToJsonString(),
    };

    private static JsonObject OpenAI(string text, End end) => new()
    {
        ["id"] = "chatcmpl-1",
        ["object"] = "chat.completion",
        ["created"] = 1_767_225_600,
        ["model"] = Model,
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["message"] = new JsonObject
            {
                ["role"] = "assistant",
                ["content"] = end == End.Refusal ? null : text,
                ["refusal"] = end == End.Refusal ? "I can't help with that." : null,
            },
            ["finish_reason"] = end switch { End.Length => "length", End.Filter => "content_filter", _ => "stop" },
        }),
        ["usage"] = new JsonObject
        {
            ["prompt_tokens"] = InputTokens,
            ["completion_tokens"] = OutputTokens,
            ["total_tokens"] = InputTokens + OutputTokens,
        },
    };

    private static JsonObject Ollama(string text, End end) => new()
    {
        ["model"] = Model,
        ["created_at"] = "2026-01-01T00:00:00Z",
        ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = text },
        ["done"] = true,
        ["done_reason"] = end == End.Length ? "length" : "stop",
        ["prompt_eval_count"] = InputTokens,
        ["eval_count"] = OutputTokens,
    };

    private static JsonObject Anthropic(string text, End end) => new()
    {
        ["id"] = "msg_1",
        ["type"] = "message",
        ["role"] = "assistant",
        ["model"] = Model,
        ["content"] = text.Length == 0 ? new JsonArray() : new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text }),
        ["stop_reason"] = end switch { End.Length => "max_tokens", End.Stop => "end_turn", _ => "refusal" },
        ["stop_sequence"] = null,
        ["usage"] = new JsonObject { ["input_tokens"] = InputTokens, ["output_tokens"] = OutputTokens },
    };

    private static JsonObject ErrorBody(ScriptedCall call, string code, string message) => call.Path switch
    {
        var path when path.EndsWith("/messages", StringComparison.Ordinal) =>
            new JsonObject { ["type"] = "error", ["error"] = new JsonObject { ["type"] = code, ["message"] = message } },
        var path when path.EndsWith("/api/chat", StringComparison.Ordinal) => new JsonObject { ["error"] = $"{code}: {message}" },
        _ => new JsonObject { ["error"] = new JsonObject { ["message"] = message, ["type"] = code, ["param"] = null, ["code"] = code } },
    };
}
