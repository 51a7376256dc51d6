using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SreEvaluator.Reviews;

/// <summary>Overrides as JSON lines.</summary>
public static partial class OverrideJson
{
    private static readonly JsonTypeInfo<Override> Form = (JsonTypeInfo<Override>)new JsonSerializerOptions(OverrideContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    }.GetTypeInfo(typeof(Override));

    /// <summary>An override on one line.</summary>
    /// <param name="one">The override.</param>
    public static string ToLine(Override one) => JsonSerializer.Serialize(one, Form);

    /// <summary>Reads what <see cref="ToLine"/> wrote.</summary>
    /// <param name="json">The line.</param>
    /// <exception cref="JsonException">It is something else.</exception>
    /// <exception cref="InputException">It is an override that nobody can have given.</exception>
    public static Override Parse(string json) => JsonSerializer.Deserialize(json, Form) ?? throw new JsonException("null is no override.");

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
    [JsonSerializable(typeof(Override))]
    internal sealed partial class OverrideContext : JsonSerializerContext;
}
