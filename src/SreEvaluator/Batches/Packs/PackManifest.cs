using System.Text.Json;
using System.Text.Json.Serialization;

namespace SreEvaluator.Batches.Packs;

/// <summary>What a decision pack holds, with the hash of each file.</summary>
internal sealed partial record PackManifest(string Form, string Program, DateTimeOffset At, IReadOnlyList<PackManifest.Entry> Files)
{
    /// <summary>The manifest's name in the archive.</summary>
    public const string Name = "manifest.json";

    /// <summary>The form that this program writes and reads.</summary>
    public const string CurrentForm = "sre-evaluator-decision-pack/1";

    public static PackManifest Parse(string json) => JsonSerializer.Deserialize(json, PackManifestContext.Default.PackManifest) ?? throw new JsonException("null is no manifest.");

    public string ToJson() => JsonSerializer.Serialize(this, PackManifestContext.Default.PackManifest);

    /// <param name="Path">The file's path in the archive, with slashes.</param>
    /// <param name="Bytes">How long it is.</param>
    /// <param name="Sha256">The SHA-256 of it, in lower-case hexadecimal.</param>
    internal sealed record Entry(string Path, long Bytes, string Sha256);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, NewLine = "\n")]
    [JsonSerializable(typeof(PackManifest))]
    internal sealed partial class PackManifestContext : JsonSerializerContext;
}
