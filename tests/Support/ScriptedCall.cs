using System.Text.Json.Nodes;

namespace SreEvaluator.Support;

/// <summary>A call that the scripted judge was sent.</summary>
internal sealed record ScriptedCall(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The body as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>The texts of the messages, the system's first, whatever the protocol.</summary>
    public IReadOnlyList<string> Messages =>
        [.. new[] { Json["system"] }.Concat(Json["messages"]!.AsArray().Select(message => message!["content"])).Where(content => content is not null).Select(TextOf)];

    private static string TextOf(JsonNode? content) =>
        content is JsonArray parts ? string.Concat(parts.Select(part => part!["text"]!.GetValue<string>())) : content!.GetValue<string>();
}
