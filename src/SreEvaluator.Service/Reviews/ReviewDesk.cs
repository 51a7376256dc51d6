using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using SreEvaluator.Grading;
using SreEvaluator.Reviews;
using SreEvaluator.Rubrics;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Reviews;

/// <summary>
/// The open reviews in the order in which people look at them: what is worth most a minute first. A review's place is what it was worth before anybody
/// decided on it, so that the queue keeps its order while people work through it.
/// </summary>
/// <param name="reviews">The reviews.</param>
/// <param name="evaluations">The evaluations.</param>
/// <param name="judgements">Reads evaluations.</param>
/// <param name="rubrics">The questions.</param>
/// <param name="rules">The numbers of the score.</param>
/// <param name="options">From which confidence on a verdict is certain.</param>
internal sealed class ReviewDesk(
    ReviewStore reviews, EvaluationStore evaluations, Judgements judgements, RubricLibrary rubrics, ScoringRules rules, IOptions<ReviewOptions> options)
{
    /// <summary>The most reviews that are put in order; of more, those that wait longest.</summary>
    public const int Most = 1000;

    private const int ReadAtOnce = 200;
    private const int MostKnown = 10 * Most;

    // Evaluations never change, and neither does what a first look at them is worth.
    private readonly ConcurrentDictionary<Guid, ReviewWorth> _worth = new();

    /// <summary>The queue; those whose rubric is another one now come last.</summary>
    /// <param name="limit">To what it is limited.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<QueuedReview>> QueueAsync(QueueLimit limit, CancellationToken cancellationToken)
    {
        var open = await reviews.OpenAsync(limit.Filter, Most, cancellationToken);
        if (_worth.Count > MostKnown)
        {
            _worth.Clear();
        }

        foreach (var some in open.Select(one => one.Review.EvaluationId).Where(id => !_worth.ContainsKey(id)).Chunk(ReadAtOnce))
        {
            foreach (var (stored, answer) in await evaluations.ReadAsync(some, cancellationToken))
            {
                if (await judgements.ReadAsync(stored, answer, cancellationToken) is { } evaluation)
                {
                    _worth[evaluation.Id] = ItemOf(EffectiveEvaluation.Of(evaluation, [], rules), review: null).Worth;
                }
            }
        }

        return
        [
            .. open
                .Select(one => new QueuedReview(one, rubrics.Find(one.QuestionId), _worth.GetValueOrDefault(one.Review.EvaluationId)))
                .OrderByDescending(one => one.Worth?.PerMinute ?? double.NegativeInfinity),
        ];
    }

    /// <summary>Whether people have decided on all of an evaluation that is in question.</summary>
    /// <param name="evaluation">The evaluation with what people have decided.</param>
    public bool IsSettled(EffectiveEvaluation evaluation) => ReviewItem.IsSettled(evaluation, options.Value);

    /// <summary>An evaluation with what is in question.</summary>
    /// <param name="evaluation">The evaluation with what people have decided.</param>
    /// <param name="review">Why it asks for a person; null where it does not.</param>
    public ReviewItem ItemOf(EffectiveEvaluation evaluation, Review? review) => ReviewItem.Of(evaluation, review?.Reasons ?? [], options.Value, rules);
}
