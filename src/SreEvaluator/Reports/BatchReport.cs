using System.Collections.Immutable;
using SreEvaluator.Grading;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Reports;

/// <summary>What a report says about a batch: figures over all of its answers, and those that a person is to read first.</summary>
public sealed class BatchReport
{
    /// <summary>The most answers that a report shows in full. Those that ask for a person come first; the tables have all.</summary>
    public const int MostShown = 500;

    /// <summary>How many bars the distribution of scores has, each ten points wide.</summary>
    public const int Bars = 10;

    private readonly PriorityQueue<GradedAnswer, (double Doubt, int Order)> _shown = new();
    private readonly Dictionary<string, QuestionFigures> _questions;
    private readonly int[] _scores = new int[Bars];
    private readonly Dictionary<Band, int> _bands = [];
    private double _sum;

    /// <summary>Creates a report of nothing yet.</summary>
    /// <param name="questions">The questions that are answered.</param>
    public BatchReport(ImmutableArray<Question> questions) =>
        _questions = questions.ToDictionary(question => question.Id, question => new QuestionFigures(question), StringComparer.Ordinal);

    /// <summary>How many answers.</summary>
    public int Answers { get; private set; }

    /// <summary>How many have a score.</summary>
    public int Scored { get; private set; }

    /// <summary>How many something else than the configured judge graded.</summary>
    public int Degraded { get; private set; }

    /// <summary>How many ask for a person.</summary>
    public int ToReview { get; private set; }

    /// <summary>How many a person has decided something on.</summary>
    public int Decided { get; private set; }

    /// <summary>What all cost; null where no price is known.</summary>
    public decimal? Cost { get; private set; }

    /// <summary>The mean of the scores; null where there is none.</summary>
    public double? MeanScore => Scored == 0 ? null : _sum / Scored;

    /// <summary>How many scores fall into each ten points; 100 counts to the last.</summary>
    public IReadOnlyList<int> Scores => _scores;

    /// <summary>The figures of each question, in the order of their ids.</summary>
    public IEnumerable<QuestionFigures> Questions => _questions.Values;

    /// <summary>How many answers are in a band.</summary>
    /// <param name="band">The band.</param>
    public int In(Band band) => _bands.GetValueOrDefault(band);

    /// <summary>The answers that are shown in full: first those that ask for a person, the most doubtful before the others; then the rest in their order.</summary>
    public IReadOnlyList<GradedAnswer> Shown => [.. _shown.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => item.Element)];

    /// <summary>Counts an answer.</summary>
    /// <param name="answer">The answer; its question is one of the report's.</param>
    public void Add(GradedAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var evaluation = answer.Evaluation;
        Answers++;
        Degraded += evaluation.Degraded ? 1 : 0;
        ToReview += answer.AsksForAPerson ? 1 : 0;
        Decided += answer.Reviewed is null ? 0 : 1;
        Cost = evaluation.Provenance.Cost is { } cost ? (Cost ?? 0) + cost : Cost;
        _bands[answer.Band] = In(answer.Band) + 1;
        if (answer.Score is { } score)
        {
            Scored++;
            _sum += score;
            _scores[Math.Min((int)(score / (100 / Bars)), Bars - 1)]++;
        }

        _questions[answer.Input.Question.Id].Add(answer);

        // The queue gives up what is least worth to be shown.
        _shown.Enqueue(answer, (DoubtOf(answer), -Answers));
        if (_shown.Count > MostShown)
        {
            _shown.Dequeue();
        }
    }

    /// <summary>How much an evaluation asks for a person: not at all, or by its reasons and by the weight of what is unsure.</summary>
    internal static double DoubtOf(GradedAnswer answer) => answer is { AsksForAPerson: true, Evaluation: { } evaluation }
        ? evaluation.Review.Reasons.Length + evaluation.Verdicts.Sum(verdict => verdict.Weight * (1 - verdict.Confidence)) / Math.Max(1, evaluation.Verdicts.Sum(verdict => verdict.Weight))
        : 0;
}
