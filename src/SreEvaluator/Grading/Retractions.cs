using System.Text.RegularExpressions;

namespace SreEvaluator.Grading;

/// <summary>Sentences that take back what was said, before them or by themselves, or leave it open.</summary>
internal static partial class Retractions
{
    private const RegexOptions Loose = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace;

    /// <summary>Whether a sentence takes back the one before it.</summary>
    public static bool TakesBackWhatPrecedes(ReadOnlySpan<char> sentence) => Previous().IsMatch(sentence);

    /// <summary>Whether a sentence says of all that it says that it is not so.</summary>
    public static bool DeniesItself(ReadOnlySpan<char> sentence) =>
        Itself().IsMatch(sentence) || RejectsWhatFollows().IsMatch(sentence) || RejectedAtTheEnd().IsMatch(sentence);

    /// <summary>Whether a text takes back what it said so far as a whole.</summary>
    public static bool TakesBackAll(ReadOnlySpan<char> text) => All().IsMatch(text);

    /// <summary>Whether a sentence says something and its opposite: "a or no a", "… or the opposite of it".</summary>
    public static bool LeavesOpen(ReadOnlySpan<char> sentence) => Open().IsMatch(sentence);

    [GeneratedRegex(@"(?<!\bwhether\b[^.]{0,40})\bor\ (not|no|never|nothing|the\ opposite)\b", Loose)]
    private static partial Regex Open();

    [GeneratedRegex(
        """
        ^\W*(but\ |and\ |well,?\ |or\ |wait,?\ )?(
        (actually|on\ second\ thoughts?),?\ (no\b|not\b|never\b|don'?t\b|i\ (wouldn'?t|would\ not|won'?t|don'?t|do\ not|never)\b|we\ (wouldn'?t|don'?t|do\ not|never)\b|that('?s|\ is|\ was)\ (wrong|nonsense|useless))
        | no,?\ (scratch|forget|strike|wait)\b | (scratch|strike)\ (that|this|it)\b | forget\ (that|this)\W*$ | (just\ )?kidding\b | not!\W*$
        | i\ take\ (that|it|this)\ back\b | (that|this)\ (is|was)\ (wrong|nonsense|a\ lie|not\ true|false)\W*$ | i\ (would|will)\ (actually\ )?do\ the\ opposite\b)
        """, Loose)]
    private static partial Regex Previous();

    [GeneratedRegex(
        """
        ^\W*(so|well|and|but|honestly)?,?\ ?(
        (it\ (is|was|would\ be)|it's|it'd\ be)\ (simply\ |just\ )?((not|never)\ (true|right|correct|the\ case)|untrue|false|wrong|nonsense|a\ (myth|mistake|lie))\ (that|to)\b
        | (i|we|you|one)\ (do\ not|don'?t|never|would\ not|wouldn'?t|would\ never)\ (really\ )?(think|believe|say|claim|agree)\ that\b)
        """, Loose)]
    private static partial Regex Itself();

    /// <summary>"We never do it like this: …"</summary>
    [GeneratedRegex(
        """
        ^\W*(so|well|and|but|honestly)?,?\ ?
        (i|we|you|they|one)\ (do\ not|don'?t|never|would\ not|wouldn'?t|would\ never|will\ not|won'?t|will\ never)\ [^,.:]{0,30}\b(this|that|like\ this|these|those|the\ following)\ ?:
        """, Loose)]
    private static partial Regex RejectsWhatFollows();

    /// <summary>"…: no, we never do that."</summary>
    [GeneratedRegex(@"[:,\u2013\u2014-]\ *no,?\ (thanks|(i|we)\ (would\ )?(never|don'?t|do\ not|wouldn'?t|won'?t))\b[^,.:]{0,30}\W*$", Loose)]
    private static partial Regex RejectedAtTheEnd();

    [GeneratedRegex(
        """
        \b(none\ of\ (that|this|the\ above)|(everything|all)\ (of\ (that|this)\ )?(i\ (just\ )?(said|wrote)|above|before))\b[^.\n]{0,30}\b(true|wrong|nonsense|false|matters?|applies|opposite|a\ lie|useless|needed)\b
        | \bi\ take\ (it|that|this|everything)\ (all\ )?back\b | \b(ignore|disregard|forget)\ (what|everything|all)\ (that\ )?i\ (just\ )?(said|wrote)\b
        """, Loose)]
    private static partial Regex All();
}
