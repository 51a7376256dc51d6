using System.Text.Json.Serialization;
using SreEvaluator.Feedback;

namespace SreEvaluator.Reports;

/// <summary>A key point that the answer does not make in full.</summary>
/// <param name="KeyPoint">The key point's id.</param>
/// <param name="Hint">A nudge that does not give the point away.</param>
/// <param name="Advice">What to learn or practise.</param>
public sealed record GapJson(string KeyPoint, string Hint, string Advice)
{
    /// <summary>What the answer was to say; absent unless it was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Statement { get; init; }

    internal static GapJson Of(Gap gap, Reveal reveal) => new(gap.KeyPoint.Id, gap.KeyPoint.Hint, gap.KeyPoint.Advice)
    {
        Statement = reveal == Reveal.Statements ? gap.KeyPoint.Statement : null,
    };
}
