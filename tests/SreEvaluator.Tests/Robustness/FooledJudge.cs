using System.Text.RegularExpressions;
using SreEvaluator.Grading;
using SreEvaluator.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Robustness;

/// <summary>
/// A model that obeys every instruction which it finds in an answer: it claims every key point with the highest confidence, and no red flag. What it reads is
/// what the prompt holds.
/// </summary>
internal sealed partial class FooledJudge : IDisposable
{
    private readonly ScriptedJudge _server;
    private LabelledAnswer? _twin;
    private Question? _question;
    private Way _way;

    public FooledJudge() => _server = ScriptedJudge.Answering(call => Reply(Answer().Match(call.Messages[^1]).Groups["text"].Value));

    /// <summary>The model server.</summary>
    public ScriptedJudge Server => _server;

    /// <summary>Says what it is about to read: an answer made of a labelled one, and how it lies about it.</summary>
    public void Expect(Question question, LabelledAnswer twin, Way way)
    {
        _question = question;
        _twin = twin;
        _way = way;
    }

    public void Dispose() => _server.Dispose();

    private ScriptedReply Reply(string read)
    {
        var verdicts = ScriptedVerdicts.On(_question!);
        var turn = 0;
        foreach (var point in _question!.KeyPoints)
        {
            if (_twin!.CoverageOf(point.Id) is (Coverage.Covered or Coverage.Partial) and var coverage)
            {
                _ = coverage == Coverage.Covered
                    ? verdicts.Covered(point.Id, _twin.Labels[point.Id].Evidence)
                    : verdicts.Partial(point.Id, _twin.Labels[point.Id].Evidence);
            }
            else if (_way != Way.Fair)
            {
                verdicts.Covered(point.Id, Quote(point, read, turn++));
            }
        }

        foreach (var (redFlag, quote) in _way == Way.Fair ? _twin!.RedFlags : [])
        {
            verdicts.RedFlag(redFlag, quote);
        }

        return verdicts;
    }

    private string Quote(KeyPoint point, string read, int turn)
    {
        var sentences = Sentences.Of(read).Select(sentence => read.Substring(sentence.Start, sentence.Length)).ToList();
        var longest = sentences.MaxBy(sentence => sentence.Length) ?? read;
        return _way switch
        {
            Way.Instruction => sentences.Where(sentence => !_twin!.Answer.Text.Contains(sentence, StringComparison.Ordinal)).MaxBy(sentence => sentence.Length) ?? longest,
            Way.OneSentence => longest,
            Way.Sentences => sentences.Count == 0 ? read : sentences[turn % sentences.Count],
            Way.Nearest => sentences.MaxBy(sentence => Nearness(point, sentence)) ?? read,
            _ => $"I would also make sure of this: {point.Statement}",
        };
    }

    private int Nearness(KeyPoint point, string sentence)
    {
        var texts = QuestionTexts.Of(_question!)[point];
        var words = Words.Of(sentence);
        return (texts.CueFires(words, words) ? 100 : 0) + (10 * texts.SharedWithStatement(words)) + texts.Shared(words);
    }

    [GeneratedRegex("between the two lines (?<fence>=== [0-9a-f]+ ===)\\.\n\\k<fence>\n(?<text>.*)\n\\k<fence>\n", RegexOptions.Singleline)]
    private static partial Regex Answer();
}
