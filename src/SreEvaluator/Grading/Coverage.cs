using System.Text.Json.Serialization;

namespace SreEvaluator.Grading;

/// <summary>How far an answer makes a key point.</summary>
public enum Coverage
{
    /// <summary>The answer does not make it, or names it only to reject it.</summary>
    [JsonStringEnumMemberName("missing")]
    Missing,

    /// <summary>Touched but thin; half the credit.</summary>
    [JsonStringEnumMemberName("partial")]
    Partial,

    /// <summary>The answer makes it, in any words; the whole credit.</summary>
    [JsonStringEnumMemberName("covered")]
    Covered,

    /// <summary>Nothing reliable is known. Never counted as missing.</summary>
    [JsonStringEnumMemberName("not-assessed")]
    NotAssessed,
}
