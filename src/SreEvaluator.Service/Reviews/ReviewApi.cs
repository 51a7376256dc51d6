using Microsoft.AspNetCore.Http.HttpResults;
using SreEvaluator.Service.Access;
using SreEvaluator.Service.Evaluations;
using SreEvaluator.Service.Idempotency;
using SreEvaluator.Service.Paging;
using SreEvaluator.Service.Problems;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Reviews;

/// <summary>The review queue, and people's verdicts.</summary>
internal static class ReviewApi
{
    /// <summary>Registers what it shares with the pages.</summary>
    public static void AddReviews(this IServiceCollection services) => services.AddSingleton<Judgements>().AddSingleton<ReviewDesk>().AddSingleton<ReviewGroups>();

    /// <summary>Maps the endpoints.</summary>
    public static void MapReviews(this RouteGroupBuilder api)
    {
        var reviews = api.MapGroup("/reviews").WithTags("Reviews");
        reviews.MapGet("/", ListAsync).WithName("ListReviews").WithSummary("The review queue, those that wait longest first").For(Role.Interviewer, Scopes.Reviews);
        reviews.MapGet("/{evaluationId:guid}", GetAsync).WithName("GetReview").WithSummary("Why an evaluation asks for a person").For(Role.Interviewer, Scopes.Reviews);
        reviews.MapPost("/{evaluationId:guid}/close", CloseAsync).WithName("CloseReview").WithSummary("Closes a review").For(Role.Interviewer, Scopes.Reviews);

        var evaluations = api.MapGroup("/evaluations/{id:guid}").WithTags("Reviews");
        evaluations.MapGet("/overrides", OverridesAsync).WithName("ListOverrides").WithSummary("What people said of an evaluation, oldest first").For(Role.Interviewer, Scopes.Reviews);
        evaluations.MapPost("/overrides", OverrideAsync)
            .WithName("AddOverride").WithSummary("Appends a person's verdict, with the reason; the machine's is kept").Idempotent().For(Role.Interviewer, Scopes.Reviews);
        evaluations.MapGet("/effective", EffectiveAsync)
            .WithName("GetEffective").WithSummary("What holds, with people's verdicts applied").For(Role.Interviewer, Scopes.Reviews);
    }

    private static async Task<Ok<PageJson<ReviewQueueJson>>> ListAsync(
        bool? open, string? question, string? from, string? after, int? limit, ReviewStore reviews, CancellationToken cancellationToken)
    {
        var part = PageRequest.Of(after, limit);
        return TypedResults.Ok(PageParts.Of(await reviews.ListAsync(open ?? true, QueueLimit.Of(question, from ?? QueueLimit.Anywhere).Filter, part.After, part.Limit, cancellationToken), ReviewQueueJson.Of));
    }

    private static async Task<Ok<ReviewQueueJson>> GetAsync(Guid evaluationId, ReviewStore reviews, CancellationToken cancellationToken) =>
        await reviews.FindAsync(evaluationId, cancellationToken) is { } review
            ? TypedResults.Ok(ReviewQueueJson.Of(review))
            : throw new ProblemException(ProblemKind.NotFound, "No evaluation of this id asks for a person.");

    private static async Task<Ok<ReviewQueueJson>> CloseAsync(
        Guid evaluationId, ReviewEndJson? body, Caller caller, ReviewStore reviews, CancellationToken cancellationToken)
    {
        if (!await reviews.CloseAsync(evaluationId, body?.Note, caller.Actor, cancellationToken) && await reviews.FindAsync(evaluationId, cancellationToken) is not null)
        {
            throw new ProblemException(ProblemKind.Conflict, "The review is closed already.");
        }

        return await GetAsync(evaluationId, reviews, cancellationToken);
    }

    private static async Task<Ok<IReadOnlyList<OverrideJson>>> OverridesAsync(
        Guid id, Caller caller, Visibility visibility, EvaluationStore evaluations, CancellationToken cancellationToken)
    {
        await visibility.EvaluationAsync(id, caller, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<OverrideJson>>([.. (await evaluations.OverridesAsync(id, cancellationToken)).Select(OverrideJson.Of)]);
    }

    private static async Task<Created<EffectiveJson>> OverrideAsync(
        Guid id, NewOverrideJson body, Caller caller, Judgements judgements, CancellationToken cancellationToken) =>
        TypedResults.Created($"/api/v1/evaluations/{id}/effective", EffectiveJson.Of(await judgements.OverrideAsync(id, body, caller, cancellationToken)));

    private static async Task<Ok<EffectiveJson>> EffectiveAsync(Guid id, Caller caller, Judgements judgements, CancellationToken cancellationToken) =>
        TypedResults.Ok(EffectiveJson.Of(await judgements.EffectiveAsync(id, caller, cancellationToken)));
}
