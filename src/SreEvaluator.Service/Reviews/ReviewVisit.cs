using SreEvaluator.Reviews;
using SreEvaluator.Service.Access;
using SreEvaluator.Service.Batches;
using SreEvaluator.Service.Evaluations;
using SreEvaluator.Service.Web;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Reviews;

/// <summary>A request for the pages of one review, with what they need.</summary>
/// <param name="Id">The evaluation.</param>
/// <param name="Question">The question to which the viewer has limited the queue; null for all.</param>
/// <param name="From">Where the answers come from to which they have.</param>
/// <param name="Closed">The review that was closed just before; null for none.</param>
/// <param name="Http">The request.</param>
/// <param name="Caller">Who sends it.</param>
/// <param name="Judgements">Reads evaluations and keeps what people say.</param>
/// <param name="Desk">The queue.</param>
/// <param name="Reviews">The reviews.</param>
/// <param name="Visibility">Finds evaluations.</param>
/// <param name="Alike">Finds answers that resemble one another.</param>
/// <param name="Time">The clock.</param>
internal sealed record ReviewVisit(
    Guid Id, string? Question, string? From, Guid? Closed, HttpContext Http, Caller Caller, Judgements Judgements, ReviewDesk Desk, ReviewStore Reviews, Visibility Visibility, AlikeAnswers Alike, TimeProvider Time)
{
    /// <summary>To what the viewer has limited the queue.</summary>
    public QueueLimit Limit => QueueLimit.Of(Question, From);

    public Task<Review?> ReviewAsync() => Reviews.FindAsync(Id, Http.RequestAborted);

    public Task<EffectiveEvaluation> EffectiveAsync() => Judgements.EffectiveAsync(Id, Caller, Http.RequestAborted);

    public Task KeepAsync(EffectiveEvaluation before, params IReadOnlyList<Override> said) => Judgements.KeepAsync(before, said, Caller, Http.RequestAborted);

    /// <summary>Where the evaluation stands in the queue.</summary>
    public async Task<QueuePlace> PlaceAsync() => QueuePlace.Of(await Desk.QueueAsync(Limit, Http.RequestAborted), Id, Limit);

    /// <summary>The page of the review.</summary>
    /// <param name="form">What was sent and can't be kept; null for nothing.</param>
    /// <param name="problem">Why it can't be kept.</param>
    public async Task<IResult> PageAsync(DecisionForm? form = null, DecisionProblem? problem = null)
    {
        var review = await ReviewAsync();
        var (stored, answer) = await Visibility.EvaluationAsync(Id, Caller, Http.RequestAborted);
        if (await Judgements.ReadAsync(stored, answer, Http.RequestAborted) is not { } evaluation)
        {
            return new PageResult<UnreadableReviewPage>(new { Evaluation = stored.Read(), Answer = answer.Text, Review = review, Place = await PlaceAsync() });
        }

        return new PageResult<ReviewPage>(new
        {
            Item = Desk.ItemOf(await Judgements.WithOverridesAsync(evaluation, Http.RequestAborted), review),
            Review = review,
            Alike = await Alike.ToAsync(answer, Http.RequestAborted),
            Place = await PlaceAsync(),
            Blind = Preferences.MarksFirst(Http),
            Viewer = Caller.Name,
            Closed,
            Form = form,
            Problem = problem,
        })
        {
            Status = problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        };
    }
}
