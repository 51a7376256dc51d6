using SreEvaluator.Grading;
using SreEvaluator.Reports;

namespace SreEvaluator.Batches.Regrades;

/// <summary>An answer before and after a change of its rubric.</summary>
/// <param name="Before">What held before, with what people had decided.</param>
/// <param name="After">What holds now.</param>
/// <param name="CarriedOver">How many decisions of people hold on.</param>
/// <param name="Dropped">How many don't, as what they decided on has changed.</param>
public sealed record Regraded(GradedAnswer Before, GradedAnswer After, int CarriedOver, int Dropped)
{
    /// <summary>The key points with another verdict, such as <c>runbooks: missing to covered</c>; a new or removed point is none of them.</summary>
    public IEnumerable<string> Flipped =>
        from before in Before.Evaluation.Verdicts
        join after in After.Evaluation.Verdicts on before.KeyPoint equals after.KeyPoint
        where Before.CoverageOf(before) != After.CoverageOf(after)
        select $"{before.KeyPoint}: {FormatWord.Of(Before.CoverageOf(before))} to {FormatWord.Of(After.CoverageOf(after))}";
}
