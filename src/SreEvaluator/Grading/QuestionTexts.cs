using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading;

/// <summary>What a question and its rubric say, made ready for holding answers and quotes against it. One for each question, made on first use.</summary>
internal sealed class QuestionTexts
{
    /// <summary>So many words in a row of the question are an echo.</summary>
    private const int QuestionRun = 4;

    /// <summary>So many words in a row of the rubric are no chance.</summary>
    private const int RubricRun = 6;

    private static readonly ConditionalWeakTable<Question, QuestionTexts> Made = [];

    /// <summary>The largest share of words that hold others together in a salad. Terse notes have as few, and say more than keywords.</summary>
    private const double MostFunctionWords = 0.2;

    /// <summary>The least share of other words that the rubric looks for in a salad. Terse notes have up to 0.96.</summary>
    private const double LeastRubricWords = 0.97;

    /// <summary>That of what may be one. Honest answers have 0.75 in the middle and 0.9 at the 95th percentile.</summary>
    private const double PerhapsRubricWords = 0.92;

    /// <summary>A shorter text is no salad.</summary>
    private const int LeastWords = 10;

    private readonly Word[] _asks;
    private readonly WantedWords _wanted;
    private readonly Overlap _question;
    private readonly Overlap _rubric;
    private readonly FrozenDictionary<string, PointTexts> _points;

    private QuestionTexts(Question question)
    {
        _asks = Words.Of(question.Asks);
        _wanted = new WantedWords(question);
        _question = new Overlap([question.Asks], QuestionRun);
        _rubric = new Overlap(
            question.KeyPoints.SelectMany(point => (string[])[point.Statement, point.Covered, point.Partial, point.Hint, point.Advice, point.Probe, .. point.Exemplars])
                .Concat(question.RedFlags.Select(redFlag => redFlag.Statement)),
            RubricRun,
            except: question.Asks);
        _points = question.KeyPoints.ToFrozenDictionary(point => point.Id, point => new PointTexts(point), StringComparer.Ordinal);
    }

    /// <summary>Those of a question.</summary>
    public static QuestionTexts Of(Question question) => Made.GetValue(question, key => new QuestionTexts(key));

    /// <summary>Those of one of its key points.</summary>
    public PointTexts this[KeyPoint keyPoint] => _points[keyPoint.Id];

    /// <summary>Which words echo the question: they lie in a run of it, or all of them together are one.</summary>
    public bool[] EchoesOfQuestion(ReadOnlySpan<Word> words)
    {
        var echoes = _question.In(words);
        if (words.Length < QuestionRun && IsPartOfQuestion(words))
        {
            echoes.AsSpan().Fill(true);
        }

        return echoes;
    }

    /// <summary>Which words lie in a run of the rubric that is not the question's own.</summary>
    public bool[] EchoesOfRubric(ReadOnlySpan<Word> words) => _rubric.In(words);

    /// <summary>Whether words say hardly a thing but what the question says.</summary>
    public bool OnlyEchoQuestion(Word[] words) => OnlyEcho(words, EchoesOfQuestion(words));

    /// <summary>Whether words say hardly a thing but what the rubric says, in its own order.</summary>
    public bool OnlyEchoRubric(Word[] words) => OnlyEcho(words, EchoesOfRubric(words));

    /// <summary>Whether all words of an answer are a salad of what the rubric looks for: hardly another one, and few that hold them together.</summary>
    public bool AreSalad(ReadOnlySpan<Word> words) => AreSalad(words, LeastRubricWords);

    /// <summary>Whether they look like one, as honest notes may too: not to be refused, but to be looked at.</summary>
    public bool MayBeSalad(ReadOnlySpan<Word> words) => AreSalad(words, PerhapsRubricWords);

    private bool AreSalad(ReadOnlySpan<Word> words, double leastRubricWords)
    {
        var content = 0;
        var wanted = 0;
        foreach (var word in words)
        {
            if (!Content.IsFunction(word.Text))
            {
                content++;
                wanted += _wanted.Contains(word) ? 1 : 0;
            }
        }

        return words.Length >= LeastWords && words.Length - content <= MostFunctionWords * words.Length && wanted >= leastRubricWords * content;
    }

    private static bool OnlyEcho(Word[] words, bool[] echoes) =>
        echoes.Contains(true) && Content.Count([.. words.Where((_, place) => !echoes[place])]) < Content.Least;

    private bool IsPartOfQuestion(ReadOnlySpan<Word> words)
    {
        for (var start = 0; start + words.Length <= _asks.Length; start++)
        {
            var same = 0;
            while (same < words.Length && words[same].Text == _asks[start + same].Text)
            {
                same++;
            }

            if (same == words.Length)
            {
                return true;
            }
        }

        return false;
    }
}
