using System.Text.Json;
using SreEvaluator.Reviews;

namespace SreEvaluator.Storage;

/// <summary>What a person said of an evaluation, as it is kept: appended, and never changed.</summary>
internal sealed record StoredOverride
{
    /// <summary>Unique; later ones are greater.</summary>
    public required Guid Id { get; init; }

    /// <summary>The evaluation.</summary>
    public required Guid EvaluationId { get; init; }

    /// <summary>The override as JSON.</summary>
    public required string Json { get; init; }

    /// <summary>The override's content.</summary>
    public Override Read() => JsonSerializer.Deserialize(Json, StorageJson.Default.Override) ?? throw new JsonException("null is no override.");

    public static StoredOverride Of(Override one) => new()
    {
        Id = OrderedId.Next(one.At),
        EvaluationId = one.Evaluation,
        Json = JsonSerializer.Serialize(one, StorageJson.Default.Override),
    };
}
