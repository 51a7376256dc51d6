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

    private readonly Word[] _asks;
    private readonly Overlap _question;
    private readonly Overlap _rubric;
    private readonly FrozenDictionary<string, PointTexts> _points;

    private QuestionTexts(Question question)
    {
        _asks = Words.Of(question.Asks);
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
