using System.Collections.Concurrent;
using System.Collections.Immutable;
using SreEvaluator.Grading;
using SreEvaluator.Reviews;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Robustness;

/// <summary>
/// Runs the manipulations and manners on clean answers: which texts are to be graded, and what came of them. What counts is the difference to the same
/// grader's evaluation of the clean answer, so no label is needed.
/// </summary>
public sealed class RobustnessRun
{
    private readonly ImmutableArray<Pair> _pairs;
    private readonly ImmutableArray<Text> _texts;
    private readonly int _answers;

    /// <summary>Plans it.</summary>
    /// <param name="clean">The clean answers with their questions.</param>
    public RobustnessRun(IReadOnlyCollection<(Question Question, Answer Answer)> clean)
    {
        ArgumentNullException.ThrowIfNull(clean);
        _answers = clean.Count;
        _pairs = [.. clean.SelectMany(item => PairsOf(item.Question, item.Answer))];
        _texts = [.. _pairs.SelectMany(pair => new[] { pair.Plain, pair.Changed }).Distinct()];
    }

    /// <summary>How many texts are graded.</summary>
    public int Gradings => _texts.Length;

    /// <summary>Grades all texts and reports.</summary>
    /// <param name="grader">The grader.</param>
    /// <param name="review">What it takes to be sent to a person.</param>
    /// <param name="concurrency">How many texts are graded at a time, at least 1.</param>
    /// <param name="graded">Called after each text, from any thread.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<RobustnessReport> RunAsync(
        IGrader grader, ReviewOptions review, int concurrency, Action graded, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grader);
        ArgumentNullException.ThrowIfNull(review);
        ArgumentNullException.ThrowIfNull(graded);
        var evaluations = new ConcurrentDictionary<Text, Evaluation>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(_texts, options, async (text, token) =>
        {
            evaluations[text] = await grader.GradeAsync(text.Question, new Answer(text.AnswerId, text.Content), token).ConfigureAwait(false);
            graded();
        }).ConfigureAwait(false);

        var outcomes = _pairs.Select(pair => new Outcome(pair.Manipulation, pair.Manner, evaluations[pair.Plain], evaluations[pair.Changed])).ToList();
        return RobustnessReport.Of(_answers, Gradings, outcomes, evaluation => !ReviewPolicy.ReasonsFor(evaluation, review).IsEmpty);
    }

    private static IEnumerable<Pair> PairsOf(Question question, Answer answer)
    {
        Text TextOf(string content) => new(question, answer.Id, content);
        foreach (var manipulation in Manipulations.All)
        {
            foreach (var text in manipulation.Of(question, answer.Text))
            {
                yield return new Pair(manipulation, null, TextOf(answer.Text), TextOf(text));
            }
        }

        foreach (var manner in Manners.All)
        {
            yield return new Pair(null, manner, TextOf(manner.Plain(answer.Text)), TextOf(manner.Styled(answer.Text)));
        }
    }

    /// <summary>What came of one pair of texts: one of manipulation and manner is there.</summary>
    internal sealed record Outcome(Manipulation? Manipulation, Manner? Manner, Evaluation Plain, Evaluation Changed);

    private sealed record Pair(Manipulation? Manipulation, Manner? Manner, Text Plain, Text Changed);

    private sealed record Text(Question Question, string AnswerId, string Content);
}
