using System.Text.Json.Serialization;

namespace SreEvaluator.Grading;

/// <summary>What turned an answer into an evaluation.</summary>
public enum GraderKind
{
    /// <summary>A language model.</summary>
    [JsonStringEnumMemberName("judge")]
    Judge,

    /// <summary>The ML.NET model on this machine.</summary>
    [JsonStringEnumMemberName("local")]
    Local,
}
