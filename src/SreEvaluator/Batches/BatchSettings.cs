using System.Text.Json;
using System.Text.Json.Serialization;
using SreEvaluator.Batches.Regrades;

namespace SreEvaluator.Batches;

/// <summary>What a batch is graded with. All of its answers are graded alike, so a run that goes on with it has to have the same.</summary>
public sealed partial record BatchSettings
{
    /// <summary>All that shapes what the grader says, by name; empty where a service grades.</summary>
    public SortedDictionary<string, string> Settings { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The address of the service that grades; empty where this program does.</summary>
    public string Server { get; init; } = string.Empty;

    /// <summary>The hash of each question's rubric that is asked, by the question's id.</summary>
    public SortedDictionary<string, string> Rubrics { get; init; } = new(StringComparer.Ordinal);

    /// <summary>What of each question shaped its verdicts, by the question's id.</summary>
    public SortedDictionary<string, RubricFingerprint> Fingerprints { get; init; } = new(StringComparer.Ordinal);

    /// <summary>What differs, as pairs of what the batch has and what is wanted now.</summary>
    /// <param name="now">What is wanted.</param>
    internal IEnumerable<(string Name, string Then, string Now)> DifferencesTo(BatchSettings now)
    {
        if (Server != now.Server)
        {
            // Of what grades elsewhere nothing else can be compared.
            return [("server", Server, now.Server)];
        }

        (string Name, string Then, string Now)[] all =
        [
            .. Settings.Keys.Union(now.Settings.Keys, StringComparer.Ordinal).Select(name => (name, Short(Settings.GetValueOrDefault(name)), Short(now.Settings.GetValueOrDefault(name)))),
            .. Rubrics.Where(rubric => now.Rubrics.ContainsKey(rubric.Key)).Select(rubric => ($"rubric of {rubric.Key}", Short(rubric.Value), Short(now.Rubrics[rubric.Key]))),
        ];
        return all.Where(setting => !string.Equals(setting.Then, setting.Now, StringComparison.Ordinal));
    }

    internal string ToJson() => JsonSerializer.Serialize(this, BatchSettingsContext.Default.BatchSettings) + "\n";

    internal static BatchSettings Parse(string json) =>
        JsonSerializer.Deserialize(json, BatchSettingsContext.Default.BatchSettings) ?? throw new JsonException("null is no batch.");

    // Of a hash its beginning tells enough.
    private static string Short(string? value) => value is { Length: 64 } && value.All(char.IsAsciiHexDigitLower) ? value[..12] : value ?? string.Empty;

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, NewLine = "\n")]
    [JsonSerializable(typeof(BatchSettings))]
    internal sealed partial class BatchSettingsContext : JsonSerializerContext;
}
