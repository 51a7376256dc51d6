using System.Collections.Immutable;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Judging;

/// <summary>What the model says about a chunk: every key point and red flag of it once. Nothing of it is checked against the answer yet.</summary>
/// <param name="KeyPoints">One for each key point.</param>
/// <param name="RedFlags">One for each red flag.</param>
internal sealed record JudgeReply(ImmutableArray<JudgeReply.OnKeyPoint> KeyPoints, ImmutableArray<JudgeReply.OnRedFlag> RedFlags)
{
    /// <summary>What the model says about a key point.</summary>
    /// <param name="KeyPoint">The key point.</param>
    /// <param name="Quotes">What it claims to quote.</param>
    /// <param name="Reason">Why, in a sentence.</param>
    /// <param name="Coverage">Covered, partial or missing.</param>
    /// <param name="Confidence">0 to 1.</param>
    internal sealed record OnKeyPoint(KeyPoint KeyPoint, ImmutableArray<string> Quotes, string Reason, Coverage Coverage, double Confidence);

    /// <summary>What the model says about a red flag.</summary>
    /// <param name="RedFlag">The red flag.</param>
    /// <param name="Quotes">What it claims to quote.</param>
    /// <param name="Reason">Why, in a sentence.</param>
    /// <param name="Present">Whether the answer holds it.</param>
    /// <param name="Confidence">0 to 1.</param>
    internal sealed record OnRedFlag(RedFlag RedFlag, ImmutableArray<string> Quotes, string Reason, bool Present, double Confidence);
}
