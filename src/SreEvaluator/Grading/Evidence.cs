namespace SreEvaluator.Grading;

/// <summary>A verbatim span of an answer. It can't be built unless the answer holds it.</summary>
public sealed record Evidence
{
    private Evidence(string quote, int start)
    {
        Quote = quote;
        Start = start;
    }

    /// <summary>The span's text, exactly as the answer has it.</summary>
    public string Quote { get; }

    /// <summary>Where it begins, in UTF-16 units of the answer as it was given.</summary>
    public int Start { get; }

    /// <summary>How long it is, in UTF-16 units; at least 1.</summary>
    public int Length => Quote.Length;

    /// <summary>The evidence at a known place.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="start">Where the span begins, in UTF-16 units.</param>
    /// <param name="length">How long it is, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The answer holds no such span.</exception>
    public static Evidence At(Answer answer, int start, int length)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, answer.Text.Length - start);
        return new Evidence(answer.Text.Substring(start, length), start);
    }

    /// <summary>
    /// The first place where the answer holds a quote, tolerant of case, white space, Unicode form, typographic quotes and invisible
    /// characters, and of nothing else; null where it does not hold it, or the quote is blank.
    /// </summary>
    /// <param name="answer">The answer.</param>
    /// <param name="quote">What it is said to hold.</param>
    public static Evidence? Find(Answer answer, string quote)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(quote);
        return All(answer, FoldedText.Of(answer.Text), quote).FirstOrDefault();
    }

    /// <summary>Every such place, for one of many quotes, with the answer's text levelled once for all.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="folded">Its text, levelled.</param>
    /// <param name="quote">What it is said to hold.</param>
    internal static IEnumerable<Evidence> All(Answer answer, FoldedText folded, string quote) =>
        folded.Find(FoldedText.Of(quote)).Select(span => At(answer, span.Start, span.Length));
}
