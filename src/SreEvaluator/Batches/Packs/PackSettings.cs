using System.Text.Json;
using System.Text.Json.Serialization;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Judging;

namespace SreEvaluator.Batches.Packs;

/// <summary>The settings by which a batch can be graded again; no key is among them.</summary>
public sealed partial record PackSettings
{
    /// <summary>The points that each red flag takes off.</summary>
    public required double RedFlagDeduction { get; init; }

    /// <summary>The judge's provider; null where no judge graded.</summary>
    public JudgeProvider? Provider { get; init; }

    /// <summary>The judge's endpoint.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The judge's model.</summary>
    public string? Model { get; init; }

    /// <summary>The judge's temperature.</summary>
    public double? Temperature { get; init; }

    /// <summary>The judge's seed.</summary>
    public int Seed { get; init; }

    /// <summary>The most key points of a call.</summary>
    public int ChunkSize { get; init; }

    /// <summary>The most tokens of a reply.</summary>
    public int MaxOutputTokens { get; init; }

    /// <summary>The exemplars that the judge was shown.</summary>
    public IReadOnlyList<JudgeExemplar> Exemplars { get; init; } = [];

    /// <summary>The settings of a configuration.</summary>
    /// <param name="rules">The numbers of the score.</param>
    /// <param name="judge">The judge's options; null where no judge graded.</param>
    /// <param name="exemplars">The exemplars that the judge was shown.</param>
    public static PackSettings Of(ScoringRules rules, JudgeOptions? judge, IReadOnlyList<JudgeExemplar> exemplars)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return judge is null ? new PackSettings { RedFlagDeduction = rules.RedFlagDeduction } : new PackSettings
        {
            RedFlagDeduction = rules.RedFlagDeduction,
            Provider = judge.Provider,
            Endpoint = judge.Endpoint,
            Model = judge.Model,
            Temperature = judge.Temperature,
            Seed = judge.Seed,
            ChunkSize = judge.ChunkSize,
            MaxOutputTokens = judge.MaxOutputTokens,
            Exemplars = exemplars,
        };
    }

    /// <summary>The judge's options of these settings, without a key; null where no judge graded.</summary>
    public JudgeOptions? ToJudge() => Provider is not { } provider ? null : new JudgeOptions
    {
        Provider = provider,
        Endpoint = Endpoint,
        Model = Model,
        Temperature = Temperature,
        Seed = Seed,
        ChunkSize = ChunkSize,
        MaxOutputTokens = MaxOutputTokens,
    };

    /// <summary>The settings as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, PackSettingsContext.Default.PackSettings);

    internal static PackSettings Parse(string json) => JsonSerializer.Deserialize(json, PackSettingsContext.Default.PackSettings) ?? throw new JsonException("null is no settings.");

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, NewLine = "\n", UseStringEnumConverter = true)]
    [JsonSerializable(typeof(PackSettings))]
    internal sealed partial class PackSettingsContext : JsonSerializerContext;
}
