using System.Text.RegularExpressions;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Local;

/// <summary>
/// What speaks against credit for words that hold all that a key point looks for: they stand in a salad of keywords, among alternatives that exclude each
/// other, under a denial of the whole sentence, are taken back, or are those of the question or the rubric. Made for one answer; asked about each sentence that would carry credit.
/// </summary>
internal sealed partial class Objections
{
    private const RegexOptions Loose = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace;

    private readonly QuestionIndex _index;
    private readonly QuestionTexts _texts;
    private readonly string _text;
    private readonly IReadOnlyList<Sentence> _sentences;
    private readonly bool _mayBeSalad;
    private readonly bool _isTakenBack;

    /// <summary>Looks at an answer.</summary>
    public Objections(QuestionIndex index, string text, IReadOnlyList<Sentence> sentences)
    {
        _index = index;
        _texts = QuestionTexts.Of(index.Question);
        _text = text;
        _sentences = sentences;
        _mayBeSalad = _texts.MayBeSalad([.. sentences.SelectMany(sentence => sentence.Words)]);
        _isTakenBack = Retractions.TakesBackAll(text);
    }

    /// <summary>What the credit for a point comes to.</summary>
    /// <param name="point">The key point.</param>
    /// <param name="coverage">What the model found.</param>
    /// <param name="sentence">The place of the sentence that would be the evidence.</param>
    /// <returns>The coverage that is left, and the word of <see cref="Doubt"/> that says why; null where nothing speaks against it.</returns>
    public (Coverage Coverage, string? Doubt) Weigh(KeyPoint point, Coverage coverage, int sentence)
    {
        if (coverage is not (Coverage.Covered or Coverage.Partial))
        {
            return (coverage, null);
        }

        if (_isTakenBack)
        {
            return (Coverage.Missing, Doubt.Retraction);
        }

        var (first, last) = Sentences.Whole(_text, _sentences, sentence);
        var whole = _text.AsSpan(_sentences[first].Start, _sentences[last].End - _sentences[first].Start);
        if (last + 1 < _sentences.Count && Retractions.TakesBackWhatPrecedes(_text.AsSpan(_sentences[last + 1].Start, _sentences[last + 1].Length)))
        {
            return (Coverage.Missing, Doubt.QuoteIsDenied);
        }

        var denies = _index.Denying[_index.Question.KeyPoints.IndexOf(point)];
        if (Retractions.DeniesItself(whole) || (!denies && NobodyDoes().IsMatch(whole)))
        {
            return (Coverage.Missing, Doubt.QuoteIsDenied);
        }

        if (_texts.OnlyEchoQuestion(_sentences[sentence].Words))
        {
            return (Coverage.Missing, Doubt.QuoteEchoesQuestion);
        }

        if (_texts.OnlyEchoRubric(_sentences[sentence].Words))
        {
            return (Coverage.Partial, Doubt.QuoteEchoesRubric);
        }

        if (_mayBeSalad || Retractions.LeavesOpen(whole))
        {
            return (Coverage.Partial, Doubt.QuoteIsKeywordList);
        }

        return !denies && BeginsWithDenial().IsMatch(whole) && !GoesOn().IsMatch(whole)
            ? (Coverage.Partial, Doubt.QuoteIsDenied)
            : (coverage, null);
    }

    /// <summary>"Nobody here …"</summary>
    [GeneratedRegex(@"^\W*(so|well|and|but|honestly)?,?\ ?(nobody|no\ one|none\ of\ us|no\ engineer)\ (here|there|ever|of\ us|in\ our\ team)\b", Loose)]
    private static partial Regex NobodyDoes();

    /// <summary>A subject and a denial, before anything else is said.</summary>
    [GeneratedRegex(@"^\W*(i|we|you|they|one|it|people|(a|an|the)\ (\w+\ ){1,2})\ ?(would\ |will\ |should\ |can\ |is\ |do\ |does\ )?(not|never|don'?t|doesn'?t|wouldn'?t|won'?t|isn'?t)\ (?!(only|just)\b)", Loose)]
    private static partial Regex BeginsWithDenial();

    /// <summary>What follows a denial is asserted again: another clause with a subject of its own, or an adversative.</summary>
    [GeneratedRegex(@"[,;:\u2013\u2014-]\ *(i|we|you|they|it|instead|just|so)\b|\b(but|instead|until|because)\b", Loose)]
    private static partial Regex GoesOn();
}
