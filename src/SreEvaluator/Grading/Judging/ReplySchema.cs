using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Judging;

/// <summary>
/// The strict JSON schema of a reply. It names every id as a required property, so that none can be left out or invented, and puts the quotes before the
/// verdict. It keeps to what every provider's strict mode takes, so ranges are checked only when the reply is read.
/// </summary>
internal static class ReplySchema
{
    /// <summary>The parts that are the same for every question.</summary>
    public const string Definitions =
        """
        {
          "keyPoint": {
            "type": "object",
            "properties": {
              "quotes": { "type": "array", "items": { "type": "string" } },
              "reason": { "type": "string" },
              "verdict": { "type": "string", "enum": ["covered", "partial", "missing"] },
              "confidence": { "type": "number" }
            },
            "required": ["quotes", "reason", "verdict", "confidence"],
            "additionalProperties": false
          },
          "redFlag": {
            "type": "object",
            "properties": {
              "quotes": { "type": "array", "items": { "type": "string" } },
              "reason": { "type": "string" },
              "present": { "type": "boolean" },
              "confidence": { "type": "number" }
            },
            "required": ["quotes", "reason", "present", "confidence"],
            "additionalProperties": false
          }
        }
        """;

    /// <summary>The schema for some key points and red flags; without red flags the reply has no part for them.</summary>
    public static JsonElement Of(ImmutableArray<KeyPoint> keyPoints, ImmutableArray<RedFlag> redFlags)
    {
        var parts = new JsonObject { ["keyPoints"] = Part(keyPoints.Select(keyPoint => keyPoint.Id), "keyPoint") };
        if (!redFlags.IsEmpty)
        {
            parts["redFlags"] = Part(redFlags.Select(redFlag => redFlag.Id), "redFlag");
        }

        var schema = Strict(parts);
        schema["$defs"] = JsonNode.Parse(Definitions);
        return JsonSerializer.SerializeToElement(schema);
    }

    private static JsonObject Part(IEnumerable<string> ids, string definition) =>
        Strict(new JsonObject(ids.Select(id => KeyValuePair.Create<string, JsonNode?>(id, new JsonObject { ["$ref"] = $"#/$defs/{definition}" }))));

    private static JsonObject Strict(JsonObject properties) => new()
    {
        ["type"] = "object",
        ["properties"] = properties,
        ["required"] = new JsonArray([.. properties.Select(property => JsonValue.Create(property.Key))]),
        ["additionalProperties"] = false,
    };
}
