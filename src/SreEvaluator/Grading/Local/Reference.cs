using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Local;

/// <summary>A text that makes a key point, with which sentences are compared.</summary>
/// <param name="Point">The key point's place in its question.</param>
/// <param name="Kind">What it is to the key point.</param>
/// <param name="Writer">Who wrote it, where it is a quote; empty where it is the rubric's.</param>
/// <param name="Words">Its words.</param>
internal sealed record Reference(int Point, ReferenceKind Kind, string Writer, Word[] Words)
{
    /// <summary>Whether it is a quote of a labelled answer, not a text of the rubric.</summary>
    public bool IsQuote => Kind is ReferenceKind.CoveredQuote or ReferenceKind.PartialQuote;
}
