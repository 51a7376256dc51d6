using System.Collections.Immutable;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading;

/// <summary>
/// What a quote must be to carry credit: found in the answer, and something that the candidate says of the point. Made for one answer; asked about each
/// quote of it.
/// </summary>
internal sealed class EvidenceRules
{
    /// <summary>The fewest content words of a whole answer, and of a quote that shares no word with its point.</summary>
    private const double LeastAlone = 4;

    /// <summary>The fewest words that a quote shares with a point's statement for their denial to be the point's.</summary>
    private const int LeastSharedWords = 2;

    /// <summary>How much of the shorter of two quotes the longer one holds where they count as one.</summary>
    private const double SameQuote = 0.8;

    /// <summary>Quotes that have hardly a word in common with their points are a doubt from this many points on …</summary>
    private const int LeastUnrelated = 2;

    /// <summary>… where they are at least one in so many of the credited points.</summary>
    private const int UnrelatedOneIn = 3;

    private readonly Answer _answer;
    private readonly FoldedText _folded;
    private readonly QuestionTexts _texts;
    private readonly Word[] _words;
    private readonly bool _saysLittle;
    private readonly bool _isSalad;
    private readonly bool _isTakenBack;
    private readonly List<Range> _lists;
    private readonly List<Sentence> _sentences;
    private readonly List<Word[]> _asserted;
    private readonly List<(string Name, int Start, int Length)> _injections;

    /// <summary>Makes the rules ready for an answer.</summary>
    /// <param name="question">The question that it answers.</param>
    /// <param name="answer">The answer.</param>
    public EvidenceRules(Question question, Answer answer)
    {
        _answer = answer;
        _folded = FoldedText.Of(answer.Text);
        _texts = QuestionTexts.Of(question);
        _words = Words.Of(answer.Text);
        _saysLittle = Content.Count(_words) < LeastAlone;
        _isSalad = _texts.AreSalad(_words);
        _isTakenBack = Retractions.TakesBackAll(answer.Text);
        _lists = BareList.Among(answer.Text, _words);
        _sentences = Sentences.Of(answer.Text);
        _asserted = _sentences.ConvertAll(sentence => Rejection.Asserted(answer.Text, sentence.Words));
        _injections = [.. Injections.In(answer.Text)];
    }

    /// <summary>Where the answer holds a quote, which is all that evidence of a misconception needs.</summary>
    /// <param name="quote">What the answer is said to hold.</param>
    public Evidence? Find(string quote) => Evidence.All(_answer, _folded, quote).FirstOrDefault();

    /// <summary>The evidence that a quote gives for a key point.</summary>
    /// <param name="keyPoint">The key point.</param>
    /// <param name="quote">What the answer is said to hold.</param>
    /// <param name="refusal">Why it gives none: one of the words of <see cref="Doubt"/> that begin with quote.</param>
    /// <returns>The first place that may carry credit; null where none may.</returns>
    public Evidence? Check(KeyPoint keyPoint, string quote, out string? refusal)
    {
        refusal = Doubt.QuoteNotFound;
        string? first = null;
        foreach (var evidence in Evidence.All(_answer, _folded, quote))
        {
            refusal = RefusalOf(keyPoint, evidence);
            if (refusal is null)
            {
                return evidence;
            }

            first ??= refusal;
        }

        refusal = first ?? refusal;
        return null;
    }

    /// <summary>What is odd about the quotes of several points taken together.</summary>
    /// <param name="verdicts">The verdicts on the answer.</param>
    public IEnumerable<Signal> Together(ImmutableArray<Verdict> verdicts)
    {
        var credited = verdicts.Where(verdict => !verdict.Evidence.IsEmpty).ToList();
        var unrelated = credited.Where(verdict => !verdict.Evidence.Any(evidence => IsClose(verdict.KeyPoint, evidence))).Select(verdict => verdict.KeyPoint.Id).ToList();
        var shared = credited
            .Where(verdict => credited.Any(other => other != verdict
                && (unrelated.Contains(verdict.KeyPoint.Id) || unrelated.Contains(other.KeyPoint.Id))
                && verdict.Evidence.Any(one => other.Evidence.Any(two => AreSame(one, two)))))
            .Select(verdict => verdict.KeyPoint.Id)
            .ToList();
        if (shared.Count > 0)
        {
            yield return new Signal(Doubt.QuoteShared, string.Join(", ", shared));
        }

        if (unrelated.Count >= LeastUnrelated && unrelated.Count * UnrelatedOneIn >= credited.Count)
        {
            yield return new Signal(Doubt.QuoteUnrelated, string.Join(", ", unrelated));
        }
    }

    private static bool AreSame(Evidence one, Evidence two)
    {
        var common = Math.Min(one.Start + one.Length, two.Start + two.Length) - Math.Max(one.Start, two.Start);
        return common >= SameQuote * Math.Min(one.Length, two.Length);
    }

    private string? RefusalOf(KeyPoint keyPoint, Evidence evidence)
    {
        var words = Words.Of(evidence.Quote);
        if (_texts.OnlyEchoQuestion(words))
        {
            return Doubt.QuoteEchoesQuestion;
        }

        if (_texts.OnlyEchoRubric(words))
        {
            return Doubt.QuoteEchoesRubric;
        }

        var content = Content.Count(words);
        if (content < Content.Least || (content < LeastAlone && !(_saysLittle ? Inside(evidence).Any(part => _texts[keyPoint].CueFires(part.Words, part.Words)) : IsRelated(keyPoint, evidence))))
        {
            return Doubt.QuoteTooThin;
        }

        if (_isSalad
            || _lists.Any(list => _words[list.Start].Start < evidence.Start + evidence.Length && evidence.Start < _words[list.End.Value - 1].End)
            || Around(evidence).Any(sentence => Retractions.LeavesOpen(_answer.Text.AsSpan(sentence.Start, sentence.Length))))
        {
            return Doubt.QuoteIsKeywordList;
        }

        if (IsInstruction(keyPoint, evidence))
        {
            return Doubt.QuoteIsInstruction;
        }

        return IsDenied(_texts[keyPoint], evidence) ? Doubt.QuoteIsDenied : null;
    }

    /// <summary>
    /// Whether every sign of the point in the quote stands under a denial in its sentence, or the answer takes the quote back at once. A cue that itself denies,
    /// as "no blame" does, is a sign of the point all the same.
    /// </summary>
    private bool IsDenied(PointTexts point, Evidence evidence)
    {
        var inside = Inside(evidence);
        if (_isTakenBack || IsTakenBack(evidence))
        {
            return true;
        }

        if (inside.Any(part => point.CueFires(part.Words, part.Words)))
        {
            return inside.TrueForAll(part => point.IsDenied(part.Words, part.Asserted));
        }

        // Words that have nothing to do with the point can't be its denial; but where nothing is asserted, nothing is said.
        var shared = inside.Sum(part => point.SharedWithStatement(part.Words));
        return shared >= LeastSharedWords
            ? inside.Sum(part => point.SharedWithStatement(part.Asserted)) == 0
            : inside.Sum(part => Content.Count(part.Asserted)) < Content.Least;
    }

    /// <summary>Whether the quote's own sentence denies itself or takes back what was said, or the one after it does.</summary>
    private bool IsTakenBack(Evidence evidence)
    {
        var end = evidence.Start + evidence.Length;
        var next = _sentences.FindIndex(sentence => sentence.Start >= end);
        if (next >= 0 && Retractions.TakesBackWhatPrecedes(Part(next, next)))
        {
            return true;
        }

        var own = _sentences.FindLastIndex(sentence => sentence.Start < end);
        if (own < 0)
        {
            return false;
        }

        // A long sentence comes in parts, and what denies it stands in the first or the last.
        var (first, last) = Sentences.Whole(_answer.Text, _sentences, own);
        return Retractions.TakesBackWhatPrecedes(Part(own, own)) || Retractions.DeniesItself(Part(first, last));

        ReadOnlySpan<char> Part(int first, int last) => _answer.Text.AsSpan(_sentences[first].Start, _sentences[last].End - _sentences[first].Start);
    }

    private bool IsInstruction(KeyPoint keyPoint, Evidence evidence) =>
        _injections.Any(injection => injection.Start < evidence.Start + evidence.Length && evidence.Start < injection.Start + injection.Length)
        && !Inside(evidence).Any(part => _texts[keyPoint].CueFires(part.Words, part.Asserted));

    private bool IsRelated(KeyPoint keyPoint, Evidence evidence) => Around(evidence).Any(sentence => _texts[keyPoint].Shared(sentence.Words) > 0);

    private bool IsClose(KeyPoint keyPoint, Evidence evidence) => Around(evidence).Any(sentence =>
        _texts[keyPoint].Shared(sentence.Words) >= LeastSharedWords || _texts[keyPoint].CueFires(sentence.Words, sentence.Words));

    /// <summary>The sentences that the evidence reaches into.</summary>
    private IEnumerable<Sentence> Around(Evidence evidence) => _sentences
        .Where(sentence => sentence.Start < evidence.Start + evidence.Length && evidence.Start < sentence.End);

    /// <summary>The words of each sentence that the evidence reaches into, without those outside of it, and the same with blanks for the denied ones.</summary>
    private List<(Word[] Words, Word[] Asserted)> Inside(Evidence evidence)
    {
        var end = evidence.Start + evidence.Length;
        var parts = new List<(Word[] Words, Word[] Asserted)>();
        foreach (var (sentence, asserted) in _sentences.Zip(_asserted))
        {
            var first = Array.FindIndex(sentence.Words, word => word.End > evidence.Start);
            var last = Array.FindLastIndex(sentence.Words, word => word.Start < end);
            if (first >= 0 && last >= first)
            {
                parts.Add((sentence.Words[first..(last + 1)], asserted[first..(last + 1)]));
            }
        }

        return parts;
    }
}
