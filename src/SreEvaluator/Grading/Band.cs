using System.Text.Json.Serialization;

namespace SreEvaluator.Grading;

/// <summary>A score in words, from the lowest up.</summary>
public enum Band
{
    /// <summary>No key point could be assessed.</summary>
    [JsonStringEnumMemberName("not-assessed")]
    NotAssessed,

    /// <summary>Below <see cref="ScoringRules.DevelopingFrom"/>.</summary>
    [JsonStringEnumMemberName("weak")]
    Weak,

    /// <summary>From <see cref="ScoringRules.DevelopingFrom"/>.</summary>
    [JsonStringEnumMemberName("developing")]
    Developing,

    /// <summary>From <see cref="ScoringRules.SolidFrom"/>.</summary>
    [JsonStringEnumMemberName("solid")]
    Solid,

    /// <summary>From <see cref="ScoringRules.StrongFrom"/>.</summary>
    [JsonStringEnumMemberName("strong")]
    Strong,
}
