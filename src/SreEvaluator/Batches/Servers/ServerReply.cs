using System.Text.Json;
using System.Text.Json.Serialization;

namespace SreEvaluator.Batches.Servers;

/// <summary>What of the service's replies is read.</summary>
internal static partial class ServerReply
{
    internal sealed record OfVersion
    {
        public required string Version { get; init; }
    }

    internal sealed record OfRubric
    {
        public required string Hash { get; init; }

        public required IReadOnlyList<OfQuestion> Questions { get; init; }
    }

    internal sealed record OfQuestion
    {
        public required string Id { get; init; }
    }

    internal sealed record OfUpload
    {
        public required OfBatch Batch { get; init; }

        public required int LeftOut { get; init; }

        public required IReadOnlyList<OfRow> Problems { get; init; }
    }

    internal sealed record OfRow
    {
        public required int Row { get; init; }

        public required string Column { get; init; }

        public required string Found { get; init; }

        public required string Expected { get; init; }

        public required bool LeftOut { get; init; }
    }

    internal sealed record OfBatch
    {
        public required Guid Id { get; init; }

        public required string State { get; init; }

        public int? Graded { get; init; }

        public int? NotAssessed { get; init; }

        public int? InReview { get; init; }

        public int? Degraded { get; init; }
    }

    /// <summary>A failure after RFC 9457.</summary>
    internal sealed record OfProblem
    {
        public string? Title { get; init; }

        public string? Detail { get; init; }

        public string? Remedy { get; init; }
    }

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(OfVersion))]
    [JsonSerializable(typeof(IReadOnlyList<OfRubric>), TypeInfoPropertyName = "Rubrics")]
    [JsonSerializable(typeof(OfUpload))]
    [JsonSerializable(typeof(OfBatch))]
    [JsonSerializable(typeof(OfProblem))]
    internal sealed partial class ServerReplyContext : JsonSerializerContext;
}
