using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Local;

/// <summary>
/// All that the local grader learnt: how telling words are, the labelled quotes that it remembers, and two coverage models, one for questions
/// that it has quotes of and one for all others.
/// </summary>
/// <param name="Weights">How telling words are.</param>
/// <param name="Quotes">The labelled quotes.</param>
/// <param name="Known">Grades questions that have quotes; fitted when it is first needed.</param>
/// <param name="Unknown">Grades any question by its rubric alone; likewise.</param>
internal sealed record LocalModel(TermWeights Weights, ImmutableArray<LabelledQuote> Quotes, Lazy<CoverageModel> Known, Lazy<CoverageModel> Unknown)
{
    private readonly ConditionalWeakTable<Question, QuestionIndex> _indexes = [];

    /// <summary>The question made ready for this model.</summary>
    public QuestionIndex IndexOf(Question question) => _indexes.GetValue(
        question, key => new QuestionIndex(key, Weights, [.. Quotes.Where(quote => quote.Question == key.Id)]));

    /// <summary>Which of the two models grades a question.</summary>
    public CoverageModel CoverageModelOf(QuestionIndex index) => index.HasQuotes ? Known.Value : Unknown.Value;

    /// <summary>Learns from labelled answers.</summary>
    /// <param name="rubrics">The rubrics that the labels refer to.</param>
    /// <param name="answers">The answers; those of unknown questions and without a word are left out.</param>
    /// <param name="cancellationToken">Ends the work between steps.</param>
    public static LocalModel Fit(RubricLibrary rubrics, IReadOnlyList<LabelledAnswer> answers, CancellationToken cancellationToken)
    {
        var usable = answers.Where(answer => rubrics.Find(answer.Question) is not null && Words.Of(answer.Answer.Text).Length > 0).ToList();
        var weights = TermWeights.Learn(
            [.. usable.GroupBy(answer => answer.Question, StringComparer.Ordinal).Select(answers => answers.SelectMany(answer => Words.Of(answer.Answer.Text)))]);
        var quotes = LabelledQuote.Of(usable).ToImmutableArray();
        var indexes = usable.Select(answer => answer.Question).Distinct(StringComparer.Ordinal).ToDictionary(
            id => id, id => new QuestionIndex(rubrics.Find(id)!, weights, [.. quotes.Where(quote => quote.Question == id)]), StringComparer.Ordinal);

        // An answer is never compared with quotes of its own writer: the model must work for writers that it has not met.
        var training = usable.ConvertAll(answer =>
            new TrainingAnswer(answer, AnswerScan.Of(indexes[answer.Question], answer.Answer.Text, exceptWriter: answer.Writer)));
        return new LocalModel(
            weights,
            quotes,
            new(() => CoverageTraining.Fit(training, withQuotes: true, answer => answer.Writer, cancellationToken)),
            new(() => CoverageTraining.Fit(training, withQuotes: false, answer => answer.Question, cancellationToken)));
    }
}
