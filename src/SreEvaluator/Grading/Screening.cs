using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading;

/// <summary>
/// Looks at an answer before and apart from grading: what a model is to read of it, and what about it asks for a person. It knows no verdict and changes no
/// score.
/// </summary>
internal static partial class Screening
{
    /// <summary>The most words of an answer that is not flagged for its length. Long ones have 300 to 400.</summary>
    private const int MostWords = 1500;

    /// <summary>The share of words from the question that makes an answer an echo of it.</summary>
    private const double EchoShare = 0.6;

    /// <summary>So many words from the rubric, in runs, are no chance.</summary>
    private const int LeakedWords = 10;

    /// <summary>The share of words in bare lists that makes an answer one.</summary>
    private const double ListShare = 0.5;

    /// <summary>A sentence is said again and again from this many times on …</summary>
    private const int Times = 3;

    /// <summary>… where it has at least so many words.</summary>
    private const int LeastRepeatedWords = 4;

    /// <summary>So many words in a row that are said again and again are padding …</summary>
    private const int PaddingRun = 4;

    /// <summary>… where they make up this share of all words.</summary>
    private const double PaddingShare = 0.3;

    /// <summary>A run of so many invisible characters hides something.</summary>
    private const int InvisibleRun = 4;

    /// <summary>The letters of other scripts that pass for Latin ones.</summary>
    private const string LookAlikes =
        "\u0430\u0435\u043E\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04CF\u051B\u0410\u0412\u0415\u041A\u041C\u041D\u041E\u0420\u0421\u0422\u0423\u0425\u0406\u0408\u0405"
        + "\u03BF\u03B1\u03B5\u03B9\u03BA\u03BD\u03C1\u03C4\u03C5\u0391\u0392\u0395\u0396\u0397\u0399\u039A\u039C\u039D\u039F\u03A1\u03A4\u03A5\u03A7\u0578\u057D\u0585";

    /// <summary>What a model reads of an answer: its text in Unicode form C without invisible characters. Evidence is looked for in the answer itself.</summary>
    /// <param name="answer">The answer.</param>
    public static string TextForModel(Answer answer)
    {
        var visible = Visible(answer.Text);
        try
        {
            return visible.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // Code points that are no characters have no form; quotes are levelled piece by piece and found all the same.
            return visible;
        }
    }

    /// <summary>What about an answer asks for a person; nothing where all is well.</summary>
    /// <param name="question">The question that it answers.</param>
    /// <param name="answer">The answer.</param>
    public static ImmutableArray<Signal> Of(Question question, Answer answer)
    {
        if (answer.IsBlank)
        {
            return [new Signal(Doubt.Empty, "no letter and no digit")];
        }

        var text = TextForModel(answer);
        var words = Words.Of(text);
        return
        [
            .. Injections.In(text).Select(injection => injection.Name).Distinct(StringComparer.Ordinal).Select(name => new Signal(Doubt.Injection, name)),
            .. Hidden(answer.Text),
            .. MixedScripts(words),
            .. Echoes(QuestionTexts.Of(question), words),
            .. Lists(QuestionTexts.Of(question), text, words),
            .. Lengths(text, words),
        ];
    }

    private static string Visible(string text)
    {
        if (!Invisible.IsIn(text))
        {
            return text;
        }

        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Invisible.Is(rune))
            {
                visible.Append(rune);
            }
        }

        return visible.ToString();
    }

    private static IEnumerable<Signal> Hidden(string text)
    {
        var tags = false;
        var turns = false;
        var splits = false;
        var run = 0;
        var longest = 0;
        Rune seen = default;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Invisible.Is(rune))
            {
                // The flags of England, Scotland and Wales are a black flag and tags.
                tags |= Invisible.IsTag(rune) && seen.Value != 0x1F3F4;
                turns |= Invisible.TurnsDirection(rune);
                run++;
                longest = Math.Max(longest, seen.Value == 0x1F3F4 ? 0 : run);
                continue;
            }

            splits |= run > 0 && char.IsAsciiLetter((char)seen.Value) && char.IsAsciiLetter((char)rune.Value) && seen.IsAscii && rune.IsAscii;
            run = 0;
            seen = rune;
        }

        if (tags)
        {
            yield return new Signal(Doubt.HiddenText, "tag characters");
        }

        if (splits || longest >= InvisibleRun)
        {
            yield return new Signal(Doubt.HiddenText, "invisible characters within words or in a row");
        }

        if (turns)
        {
            yield return new Signal(Doubt.BidiControl, "controls that turn the direction of text");
        }

        if (Encoded().IsMatch(text))
        {
            yield return new Signal(Doubt.HiddenText, "encoded text");
        }
    }

    private static IEnumerable<Signal> MixedScripts(Word[] words)
    {
        var mixed = words.Count(word => word.Text.Count(char.IsAsciiLetter) >= 2 && word.Text.Any(LookAlikes.Contains));
        if (mixed > 0)
        {
            yield return new Signal(Doubt.MixedScript, mixed == 1 ? "1 word" : string.Create(CultureInfo.InvariantCulture, $"{mixed} words"));
        }
    }

    private static IEnumerable<Signal> Echoes(QuestionTexts texts, Word[] words)
    {
        if (texts.EchoesOfQuestion(words).Count(echo => echo) >= EchoShare * words.Length)
        {
            yield return new Signal(Doubt.QuestionEcho, "most of the answer is the question");
        }

        var leaked = texts.EchoesOfRubric(words).Count(echo => echo);
        if (leaked >= LeakedWords)
        {
            yield return new Signal(Doubt.RubricLeak, string.Create(CultureInfo.InvariantCulture, $"{leaked} words in the rubric's own order"));
        }
    }

    private static IEnumerable<Signal> Lists(QuestionTexts texts, string text, Word[] words)
    {
        if (texts.AreSalad(words)
            || BareList.Among(text, words).Sum(list => list.GetOffsetAndLength(words.Length).Length) >= ListShare * words.Length
            || Sentences.Of(text).Where(sentence => Retractions.LeavesOpen(text.AsSpan(sentence.Start, sentence.Length))).Sum(sentence => sentence.Words.Length) >= ListShare * words.Length)
        {
            yield return new Signal(Doubt.KeywordList, "keywords or alternatives with nothing said about them");
        }

        if (Retractions.TakesBackAll(text))
        {
            yield return new Signal(Doubt.Retraction, "takes back what it said");
        }
    }

    private static IEnumerable<Signal> Lengths(string text, Word[] words)
    {
        if (words.Length > MostWords)
        {
            yield return new Signal(Doubt.ExcessiveLength, string.Create(CultureInfo.InvariantCulture, $"{words.Length} words"));
        }

        var most = Sentences.Of(text)
            .Where(sentence => sentence.Words.Length >= LeastRepeatedWords)
            .CountBy(sentence => string.Join(' ', sentence.Words.Select(word => word.Text)), StringComparer.Ordinal)
            .Select(pair => pair.Value)
            .DefaultIfEmpty()
            .Max();
        if (most >= Times)
        {
            yield return new Signal(Doubt.Repetition, string.Create(CultureInfo.InvariantCulture, $"a sentence stands there {most} times"));
        }
        else if (SaidAgainAndAgain(words) >= PaddingShare * words.Length)
        {
            yield return new Signal(Doubt.Repetition, "much of it is the same words again and again");
        }
    }

    /// <summary>How many words lie in runs that stand there again and again.</summary>
    private static int SaidAgainAndAgain(ReadOnlySpan<Word> words)
    {
        var runs = new Dictionary<long, int>();
        for (var start = 0; start + PaddingRun <= words.Length; start++)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(runs, Overlap.Hash(words.Slice(start, PaddingRun)), out _)++;
        }

        var count = 0;
        var counted = 0;
        for (var start = 0; start + PaddingRun <= words.Length; start++)
        {
            if (runs[Overlap.Hash(words.Slice(start, PaddingRun))] >= Times)
            {
                count += start + PaddingRun - Math.Max(counted, start);
                counted = start + PaddingRun;
            }
        }

        return count;
    }

    [GeneratedRegex(@"(?=[A-Za-z0-9+/]*[a-z])(?=[A-Za-z0-9+/]*[A-Z])(?=[A-Za-z0-9+]*[0-9])\b[A-Za-z0-9+]{32,}={0,2}", RegexOptions.CultureInvariant)]
    private static partial Regex Encoded();
}
