using System.Collections.Immutable;
using SreEvaluator.Feedback;

namespace SreEvaluator.Reports;

/// <summary>What the candidate reads.</summary>
/// <param name="Summary">The score in words and what is worth most.</param>
/// <param name="Strengths">What is covered, in the candidate's own words.</param>
/// <param name="Gaps">What is not, the most valuable first.</param>
/// <param name="NextQuestion">What to think about next; null where nothing is left to ask.</param>
public sealed record FeedbackJson(string Summary, ImmutableArray<string> Strengths, ImmutableArray<GapJson> Gaps, string? NextQuestion)
{
    internal static FeedbackJson Of(CandidateFeedback feedback, Reveal reveal) => new(
        feedback.Summary,
        [.. feedback.Strengths.Select(strength => strength.Text)],
        [.. feedback.Gaps.Select(gap => GapJson.Of(gap, reveal))],
        feedback.NextQuestion);
}
