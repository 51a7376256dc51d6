using System.Text.Json;

namespace SreEvaluator.Grading.Judging;

/// <summary>A line of the replies that a provider's batch gives.</summary>
internal sealed record ProviderBatchReply(string Key, string Text, string? Model, long InputTokens, long CachedInputTokens, long OutputTokens)
{
    private static readonly JsonDocumentOptions Form = new() { MaxDepth = 32 };

    /// <summary>Reads a line; null where it holds no whole reply.</summary>
    public static ProviderBatchReply? Parse(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line, Form);
            var response = json.RootElement.GetProperty("response");
            var body = response.GetProperty("body");
            var choice = body.GetProperty("choices")[0];
            var key = json.RootElement.GetProperty("custom_id").GetString();
            if (response.GetProperty("status_code").GetInt32() != 200
                || choice.GetProperty("finish_reason").GetString() != "stop"
                || choice.GetProperty("message").GetProperty("content").GetString() is not { Length: > 0 } text
                || key is null || key.Length % 2 != 0 || !key.All(char.IsAsciiHexDigit))
            {
                return null;
            }

            return new ProviderBatchReply(
                key,
                text,
                body.TryGetProperty("model", out var model) ? model.GetString() : null,
                Tokens(body, "prompt_tokens"),
                Usage(body) is { } usage && usage.TryGetProperty("prompt_tokens_details", out var details) ? Number(details, "cached_tokens") : 0,
                Tokens(body, "completion_tokens"));
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException or FormatException)
        {
            return null;
        }
    }

    private static long Tokens(JsonElement body, string name) => Usage(body) is { } usage ? Number(usage, name) : 0;

    // Some servers write null where they count nothing.
    private static JsonElement? Usage(JsonElement body) => body.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object ? usage : null;

    private static long Number(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : 0;
}
