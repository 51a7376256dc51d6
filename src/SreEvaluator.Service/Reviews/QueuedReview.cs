using SreEvaluator.Reviews;
using SreEvaluator.Rubrics;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Reviews;

/// <summary>A review in its place in the queue.</summary>
/// <param name="Open">The review.</param>
/// <param name="Question">What was answered; null where no rubric has the question any more.</param>
/// <param name="Worth">What a look at it is worth; null where the rubric has changed since.</param>
public sealed record QueuedReview(OpenReview Open, Question? Question, ReviewWorth? Worth)
{
    /// <summary>The evaluation.</summary>
    public Guid Id => Open.Review.EvaluationId;
}
