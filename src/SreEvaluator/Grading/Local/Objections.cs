using System.Text.RegularExpressions;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Local;

/// <summary>
/// What speaks against credit for words that hold all that a key point looks for: they stand in a salad of keywords, among alternatives that exclude each
/// other, under a denial of the whole sentence, or are taken back. Made for one answer; asked about each sentence that would carry credit.
/// </summary>
internal sealed partial class Objections
{
    private const RegexOptions Loose = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace;

    /// <summary>The largest share of words that hold others together in a salad. Terse notes have as few, and say more than keywords.</summary>
    private const double MostFunctionWords = 0.2;

    /// <summary>The least share of a salad's other words that the rubric looks for. Honest answers have 0.75 in the middle and 0.9 at the 95th percentile.</summary>
    private const double LeastRubricWords = 0.92;

    /// <summary>A shorter text is no salad.</summary>
    private const int LeastWords = 10;

    private readonly QuestionIndex _index;
    private readonly string _text;
    private readonly IReadOnlyList<Sentence> _sentences;
    private readonly bool _isSalad;
    private readonly bool _isTakenBack;

    /// <summary>Looks at an answer.</summary>
    public Objections(QuestionIndex index, string text, IReadOnlyList<Sentence> sentences)
    {
        _index = index;
        _text = text;
        _sentences = sentences;
        _isSalad = IsSalad();
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
        if (Retractions.DeniesItself(whole) || RejectsWhatFollows().IsMatch(whole) || RejectedAtTheEnd().IsMatch(whole) || (!denies && NobodyDoes().IsMatch(whole)))
        {
            return (Coverage.Missing, Doubt.QuoteIsDenied);
        }

        if (IsEcho(_sentences[sentence].Words))
        {
            return (Coverage.Missing, Doubt.QuoteEchoesQuestion);
        }

        if (_isSalad || Excluding().IsMatch(whole))
        {
            return (Coverage.Partial, Doubt.QuoteIsKeywordList);
        }

        return !denies && BeginsWithDenial().IsMatch(whole) && !GoesOn().IsMatch(whole)
            ? (Coverage.Partial, Doubt.QuoteIsDenied)
            : (coverage, null);
    }

    private bool IsSalad()
    {
        var words = _sentences.Sum(sentence => sentence.Words.Length);
        var content = _sentences.Sum(sentence => sentence.Words.Count(word => !Content.IsFunction(word.Text)));
        if (words < LeastWords || words - content > MostFunctionWords * words)
        {
            return false;
        }

        var rubric = _sentences.Sum(sentence => sentence.Words.Count(word => !Content.IsFunction(word.Text) && _index.LooksFor(word)));
        return rubric >= LeastRubricWords * content;
    }

    private bool IsEcho(Word[] words)
    {
        var echoes = QuestionTexts.Of(_index.Question).EchoesOfQuestion(words);
        return echoes.Contains(true) && Content.Count([.. words.Where((_, place) => !echoes[place])]) < Content.Least;
    }

    /// <summary>"We never do it like this: …"</summary>
    [GeneratedRegex(
        """
        ^\W*(so|well|and|but|honestly)?,?\ ?
        (i|we|you|they|one)\ (do\ not|don'?t|never|would\ not|wouldn'?t|would\ never|will\ not|won'?t|will\ never)\ [^,.:]{0,30}\b(this|that|like\ this|these|those|the\ following)\ ?:
        """, Loose)]
    private static partial Regex RejectsWhatFollows();

    [GeneratedRegex(@"^\W*(so|well|and|but|honestly)?,?\ ?(nobody|no\ one|none\ of\ us|no\ engineer)\ (here|there|ever|of\ us|in\ our\ team)\b", Loose)]
    private static partial Regex NobodyDoes();

    /// <summary>"…: no, we never do that."</summary>
    [GeneratedRegex(@"[:,\u2013\u2014-]\ *no,?\ (thanks|(i|we)\ (would\ )?(never|don'?t|do\ not|wouldn'?t|won'?t))\b[^,.:]{0,30}\W*$", Loose)]
    private static partial Regex RejectedAtTheEnd();

    /// <summary>"a or no a", "… or the opposite of it".</summary>
    [GeneratedRegex(@"(?<!\bwhether\b[^.]{0,40})\bor\ (not|no|never|nothing|the\ opposite)\b", Loose)]
    private static partial Regex Excluding();

    /// <summary>A subject and a denial, before anything else is said.</summary>
    [GeneratedRegex(@"^\W*(i|we|you|they|one|it|people|(a|an|the)\ (\w+\ ){1,2})\ ?(would\ |will\ |should\ |can\ |is\ |do\ |does\ )?(not|never|don'?t|doesn'?t|wouldn'?t|won'?t|isn'?t)\ (?!(only|just)\b)", Loose)]
    private static partial Regex BeginsWithDenial();

    /// <summary>What follows a denial is asserted again: another clause with a subject of its own, or an adversative.</summary>
    [GeneratedRegex(@"[,;:\u2013\u2014-]\ *(i|we|you|they|it|instead|just|so)\b|\b(but|instead|until|because)\b", Loose)]
    private static partial Regex GoesOn();
}
