namespace SreEvaluator.Grading.Local;

/// <summary>A quote of a labelled answer that makes a key point: what the grader remembers of its training data.</summary>
/// <param name="Question">The question's id.</param>
/// <param name="KeyPoint">The key point's id.</param>
/// <param name="Coverage">Covered or partial.</param>
/// <param name="Writer">Who wrote it.</param>
/// <param name="Text">The quote.</param>
internal sealed record LabelledQuote(string Question, string KeyPoint, Coverage Coverage, string Writer, string Text)
{
    /// <summary>The quotes of labelled answers, in their order.</summary>
    public static IEnumerable<LabelledQuote> Of(IEnumerable<LabelledAnswer> answers) =>
        from answer in answers
        from label in answer.Labels.OrderBy(pair => pair.Key, StringComparer.Ordinal)
        where label.Value.Coverage is Coverage.Covered or Coverage.Partial && label.Value.Evidence.Length > 0
        select new LabelledQuote(answer.Question, label.Key, label.Value.Coverage, answer.Writer, label.Value.Evidence);
}
