using System.Text.Json;
using System.Text.Json.Serialization;
using SreEvaluator.Batches.Regrades;

namespace SreEvaluator.Batches;

/// <summary>What a batch is graded with. All of its answers are graded alike, so a run that goes on with it has to have the same.</summary>
public sealed partial record BatchSettings
{
    /// <summary>auto, judge or local.</summary>
    public required string Grader { get; init; }

    /// <summary>The judge's provider; empty where the local grader grades alone.</summary>
    public string Provider { get; init; } = string.Empty;

    /// <summary>The judge's model; empty where the local grader grades alone.</summary>
    public string Model { get; init; } = string.Empty;

    /// <summary>The second judge's model; empty where there is none.</summary>
    public string SecondModel { get; init; } = string.Empty;

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
        (string Name, string Then, string Now)[] all =
        [
            ("grader", Grader, now.Grader),
            ("provider", Provider, now.Provider),
            ("model", Model, now.Model),
            ("second model", SecondModel, now.SecondModel),
            ("server", Server, now.Server),
            .. Rubrics.Where(rubric => now.Rubrics.ContainsKey(rubric.Key)).Select(rubric => ($"rubric of {rubric.Key}", Short(rubric.Value), Short(now.Rubrics[rubric.Key]))),
        ];
        return all.Where(setting => !string.Equals(setting.Then, setting.Now, StringComparison.Ordinal));
    }

    internal string ToJson() => JsonSerializer.Serialize(this, BatchSettingsContext.Default.BatchSettings) + "\n";

    internal static BatchSettings Parse(string json) =>
        JsonSerializer.Deserialize(json, BatchSettingsContext.Default.BatchSettings) ?? throw new JsonException("null is no batch.");

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, NewLine = "\n")]
    [JsonSerializable(typeof(BatchSettings))]
    internal sealed partial class BatchSettingsContext : JsonSerializerContext;
}
