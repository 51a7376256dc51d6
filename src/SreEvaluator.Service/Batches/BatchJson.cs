using SreEvaluator.Service.Evaluations;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Batches;

/// <summary>Many answers graded as one piece of work.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Grader">Which grader is wanted.</param>
/// <param name="State"><c>receiving</c> while its answers come in, <c>draft</c>, <c>running</c>, <c>paused</c>, <c>cancelled</c> or <c>completed</c>.</param>
/// <param name="Answers">How many answers it has.</param>
/// <param name="LeftOut">How many rows of its file were left out; <c>errors</c> has why.</param>
/// <param name="Graded">How many of them have an evaluation, those not assessed included; null in lists.</param>
/// <param name="NotAssessed">How many of those could not be assessed; null in lists.</param>
/// <param name="InReview">How many of those ask for a person; null in lists.</param>
/// <param name="Degraded">How many of those something else than the configured judge graded; null in lists.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="StartedAt">When grading began; null before.</param>
/// <param name="EndedAt">When it was completed or cancelled; null before.</param>
public sealed record BatchJson(
    Guid Id,
    string Title,
    string Grader,
    string State,
    int Answers,
    int LeftOut,
    int? Graded,
    int? NotAssessed,
    int? InReview,
    int? Degraded,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt)
{
    internal static BatchJson Of(Batch batch) => new(
        batch.Id,
        batch.Title,
        GraderName.Of(batch.Grader),
        Name(batch.State),
        batch.Answers,
        batch.LeftOut,
        Graded: null,
        NotAssessed: null,
        InReview: null,
        Degraded: null,
        batch.CreatedAt,
        batch.StartedAt,
        batch.EndedAt);

    internal static BatchJson Of(BatchProgress progress) =>
        Of(progress.Batch) with { Graded = progress.Graded, NotAssessed = progress.NotAssessed, InReview = progress.InReview, Degraded = progress.Degraded };

    private static string Name(BatchState state) => state switch
    {
        BatchState.Receiving => "receiving",
        BatchState.Draft => "draft",
        BatchState.Running => "running",
        BatchState.Paused => "paused",
        BatchState.Cancelled => "cancelled",
        _ => "completed",
    };
}
