using SreEvaluator.Rubrics;

namespace SreEvaluator.Feedback;

/// <summary>A passage that reads like a misconception, told so that the candidate can think again.</summary>
/// <param name="RedFlag">The misconception.</param>
/// <param name="Quote">The passage, ready to print: see <see cref="Quotation"/>.</param>
public sealed record Caution(RedFlag RedFlag, string Quote)
{
    /// <summary>Two or three sentences of text.</summary>
    public string Text =>
        $"{Quote} can be read as: “{RedFlag.Statement}” If you mean something else, say so in the answer. If you mean it, think through what could go wrong.";
}
