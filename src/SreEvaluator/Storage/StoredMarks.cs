using System.Collections.Immutable;
using System.Text.Json;
using SreEvaluator.Grading;

namespace SreEvaluator.Storage;

/// <summary>What an interviewer marked of an answer by themselves, as it is kept: appended, and never changed. Of each interviewer the latest counts.</summary>
public sealed record StoredMarks
{
    /// <summary>Unique; later ones are greater.</summary>
    public required Guid Id { get; init; }

    /// <summary>The answer, by <see cref="StoredAnswer.Id"/>.</summary>
    public required Guid AnswerId { get; init; }

    /// <summary>The interviewer, as the audit trail names people.</summary>
    public required string Interviewer { get; init; }

    /// <summary>The verdicts as JSON, by key point.</summary>
    public required string Json { get; init; }

    /// <summary>Whether the interviewer made them before seeing what the machine said; false too where that is not known.</summary>
    public required bool Blind { get; init; }

    /// <summary>When they were made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The verdicts, by the key point's id.</summary>
    public ImmutableSortedDictionary<string, Coverage> Read() =>
        JsonSerializer.Deserialize(Json, StorageJson.Default.ImmutableSortedDictionaryStringCoverage) ?? throw new JsonException("null is no marks.");
}
