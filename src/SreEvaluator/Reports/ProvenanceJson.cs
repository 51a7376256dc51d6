using System.Text.Json.Serialization;
using SreEvaluator.Grading;

namespace SreEvaluator.Reports;

/// <summary>How an evaluation came about.</summary>
public sealed record ProvenanceJson
{
    /// <summary>The version of the rubric.</summary>
    public required string RubricVersion { get; init; }

    /// <summary>The SHA-256 of the rubric's file.</summary>
    public required string RubricHash { get; init; }

    /// <summary>The SHA-256 of the judge's prompt and reply schema; null for the local grader.</summary>
    public required string? PromptHash { get; init; }

    /// <summary>The model as it was asked for.</summary>
    public required string? Model { get; init; }

    /// <summary>The model as it named itself; for the local grader the SHA-256 of its model file.</summary>
    public required string? ModelVersion { get; init; }

    /// <summary>When the evaluation was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How long grading took, in milliseconds.</summary>
    public required long DurationMs { get; init; }

    /// <summary>How many calls were made to the model.</summary>
    public required int Attempts { get; init; }

    /// <summary>Tokens sent to the model.</summary>
    public required long InputTokens { get; init; }

    /// <summary>Tokens that the model replied with.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>What it cost; null where no price is known.</summary>
    public required decimal? Cost { get; init; }

    /// <summary>Whether the reply came from the cache.</summary>
    public required bool Cached { get; init; }

    /// <summary>How many of the tokens sent were read from the provider's own cache; absent where none were.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long CachedInputTokens { get; init; }

    /// <summary>The model of the second judge; absent where it was not asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SecondModel { get; init; }

    /// <summary>The JSON's content for a provenance.</summary>
    /// <param name="provenance">The provenance.</param>
    public static ProvenanceJson Of(Provenance provenance)
    {
        ArgumentNullException.ThrowIfNull(provenance);
        return new ProvenanceJson
        {
            RubricVersion = provenance.RubricVersion,
            RubricHash = provenance.RubricHash,
            PromptHash = provenance.PromptHash,
            Model = provenance.Model,
            ModelVersion = provenance.ModelVersion,
            At = provenance.At,
            DurationMs = (long)Math.Round(provenance.Duration.TotalMilliseconds),
            Attempts = provenance.Attempts,
            InputTokens = provenance.InputTokens,
            OutputTokens = provenance.OutputTokens,
            Cost = provenance.Cost,
            Cached = provenance.Cached,
            CachedInputTokens = provenance.CachedInputTokens,
            SecondModel = provenance.SecondModel,
        };
    }

    internal Provenance ToProvenance() => new()
    {
        RubricVersion = RubricVersion,
        RubricHash = RubricHash,
        PromptHash = PromptHash,
        Model = Model,
        ModelVersion = ModelVersion,
        At = At,
        Duration = TimeSpan.FromMilliseconds(DurationMs),
        Attempts = Attempts,
        InputTokens = InputTokens,
        OutputTokens = OutputTokens,
        Cost = Cost,
        Cached = Cached,
        CachedInputTokens = CachedInputTokens,
        SecondModel = SecondModel,
    };
}
