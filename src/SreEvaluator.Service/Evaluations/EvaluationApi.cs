using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using SreEvaluator.Grading;
using SreEvaluator.Reports;
using SreEvaluator.Service.Access;
using SreEvaluator.Service.Idempotency;
using SreEvaluator.Service.Paging;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Evaluations;

/// <summary>Single answers and their evaluations.</summary>
internal static class EvaluationApi
{
    private const string Json = "application/json";

    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(1);

    /// <summary>Registers what they share with the pages.</summary>
    public static void AddEvaluations(this IServiceCollection services)
    {
        services.AddSingleton<Follower>();
        services.AddSingleton<Repeats>();
        services.AddSingleton<Intake>();
        services.AddSingleton<Visibility>();
    }

    /// <summary>Maps the endpoints.</summary>
    public static void MapEvaluations(this RouteGroupBuilder api)
    {
        var evaluations = api.MapGroup("/evaluations").WithTags("Evaluations");
        evaluations.MapPost("/", PostAsync)
            .WithName("Evaluate")
            .WithSummary("Has an answer graded; waits a few seconds, or as long as Prefer: wait says")
            .Produces<EvaluationJson>(StatusCodes.Status201Created)
            .Produces<AnswerJson>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithMetadata(IdempotentEndpoint.Mark)
            .For(Role.Candidate, Scopes.Evaluations);
        evaluations.MapGet("/", ListAsync).WithName("ListEvaluations").WithSummary("Evaluations, the newest first").For(Role.Interviewer, Scopes.Evaluations);
        evaluations.MapGet("/{id:guid}", GetAsync)
            .WithName("GetEvaluation").WithSummary("An evaluation").Produces<EvaluationJson>().ProducesProblem(StatusCodes.Status404NotFound)
            .For(Role.Candidate, Scopes.Evaluations);

        var answers = api.MapGroup("/answers").WithTags("Evaluations");
        answers.MapGet("/", AnswersAsync).WithName("ListAnswers").WithSummary("A candidate's answers, the newest first").For(Role.Candidate, Scopes.Evaluations);
        answers.MapGet("/{id:guid}", AnswerAsync)
            .WithName("GetAnswer").WithSummary("How far the grading of an answer is").ProducesProblem(StatusCodes.Status404NotFound)
            .For(Role.Candidate, Scopes.Evaluations);
        answers.MapGet("/{id:guid}/text", TextAsync)
            .WithName("GetAnswerText").WithSummary("The candidate's text, as it came").Produces<string>(contentType: "text/plain").ProducesProblem(StatusCodes.Status404NotFound)
            .For(Role.Candidate, Scopes.Evaluations);
        answers.MapGet("/{id:guid}/events", EventsAsync)
            .WithName("FollowAnswer").WithSummary("Follows the grading of an answer, as server-sent events").For(Role.Candidate, Scopes.Evaluations);
    }

    private static async Task<IResult> PostAsync(
        NewEvaluationJson body,
        HttpContext http,
        Caller caller,
        Intake intake,
        Visibility visibility,
        IdempotencyStore requests,
        CancellationToken cancellationToken)
    {
        var key = await IdempotencyHeader.ReadAsync(http, caller, cancellationToken);
        var (answer, earlier) = await intake.AcceptAsync(body, caller, key, cancellationToken);
        if (earlier?.Kept is { } kept)
        {
            return new JsonResponse(kept);
        }

        var patience = Patience.Of(http.Request);
        var evaluation = patience > TimeSpan.Zero && visibility.MaySeeResult(answer, caller) ? await intake.WaitAsync(answer.Id, patience, cancellationToken) : null;
        var response = evaluation is null
            ? new KeptResponse(
                StatusCodes.Status202Accepted, JsonSerializer.Serialize(AnswerJson.Of(answer, evaluation: null), ApiJson.Default.AnswerJson), $"/api/v1/answers/{answer.Id}")
            : new KeptResponse(StatusCodes.Status201Created, evaluation.Json, $"/api/v1/evaluations/{evaluation.Id}");
        if (key is not null)
        {
            await requests.CompleteAsync(key, response, CancellationToken.None);
        }

        return new JsonResponse(response);
    }

    private static async Task<Ok<PageJson<EvaluationSummaryJson>>> ListAsync(
        string? question, string? band, Guid? candidateId, bool? degraded, bool? reviewNeeded, string? after, int? limit, EvaluationStore evaluations, CancellationToken cancellationToken)
    {
        var part = PageRequest.Of(after, limit);
        var filter = new EvaluationFilter
        {
            QuestionId = question,
            Band = BandOf(band),
            CandidateId = candidateId,
            Degraded = degraded,
            ReviewNeeded = reviewNeeded,
        };
        return TypedResults.Ok(PageParts.Of(await evaluations.ListAsync(filter, part.After, part.Limit, cancellationToken), EvaluationSummaryJson.Of));
    }

    private static async Task<IResult> GetAsync(Guid id, Caller caller, Visibility visibility, HttpContext http, CancellationToken cancellationToken)
    {
        var (evaluation, _) = await visibility.EvaluationAsync(id, caller, cancellationToken);
        // An evaluation never changes.
        return EntityTag.IsKnown(http, evaluation.Id.ToString("N")) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Text(evaluation.Json, Json);
    }

    private static async Task<Ok<PageJson<AnswerJson>>> AnswersAsync(
        Guid? candidateId,
        Guid? interviewId,
        string? question,
        string? after,
        int? limit,
        Caller caller,
        AnswerStore answers,
        EvaluationStore evaluations,
        Visibility visibility,
        CancellationToken cancellationToken)
    {
        var candidate = (caller.SeesOwnOnly ? caller.CandidateId : candidateId ?? caller.CandidateId)
            ?? throw new InputException(new InputProblem("candidateId", null, "nothing", "the id of a candidate"));
        var part = PageRequest.Of(after, limit);
        var page = await answers.OfCandidateAsync(candidate, interviewId, question, part.After, part.Limit, cancellationToken);
        var items = new List<AnswerJson>();
        foreach (var answer in page.Items)
        {
            items.Add(AnswerJson.Of(answer, await EvaluationOfAsync(answer, caller, evaluations, visibility, cancellationToken)));
        }

        return TypedResults.Ok(new PageJson<AnswerJson>(items, page.Next?.ToString("N")));
    }

    private static async Task<Ok<AnswerJson>> AnswerAsync(
        Guid id, Caller caller, Visibility visibility, EvaluationStore evaluations, CancellationToken cancellationToken)
    {
        var answer = await visibility.AnswerAsync(id, caller, cancellationToken);
        return TypedResults.Ok(AnswerJson.Of(answer, await EvaluationOfAsync(answer, caller, evaluations, visibility, cancellationToken)));
    }

    private static async Task<ContentHttpResult> TextAsync(Guid id, Caller caller, Visibility visibility, CancellationToken cancellationToken) =>
        TypedResults.Text((await visibility.AnswerAsync(id, caller, cancellationToken)).Text, "text/plain; charset=utf-8");

    private static async Task<ServerSentEventsResult<AnswerJson>> EventsAsync(
        Guid id, Caller caller, Visibility visibility, EvaluationStore evaluations, Intake intake, Follower follower, CancellationToken cancellationToken)
    {
        var answer = await visibility.AnswerAsync(id, caller, cancellationToken);
        var first = AnswerJson.Of(answer, await EvaluationOfAsync(answer, caller, evaluations, visibility, cancellationToken));
        return TypedResults.ServerSentEvents(
            follower.FollowAsync(
                first,
                known => known.EvaluationId is not null || !visibility.MaySeeResult(answer, caller),
                async token =>
                {
                    await intake.WaitAsync(id, ProgressEvery, token);
                    var now = await visibility.AnswerAsync(id, caller, token);
                    return AnswerJson.Of(now, await EvaluationOfAsync(now, caller, evaluations, visibility, token));
                },
                cancellationToken),
            eventType: "answer");
    }

    private static async Task<Guid?> EvaluationOfAsync(
        StoredAnswer answer, Caller caller, EvaluationStore evaluations, Visibility visibility, CancellationToken cancellationToken) =>
        visibility.MaySeeResult(answer, caller) && await evaluations.OfAnswerAsync(answer.Id, cancellationToken) is [var latest, ..] ? latest.Id : null;

    private static Band? BandOf(string? name) => name switch
    {
        null => null,
        "strong" => Band.Strong,
        "solid" => Band.Solid,
        "developing" => Band.Developing,
        "weak" => Band.Weak,
        "not-assessed" => Band.NotAssessed,
        _ => throw new InputException(new InputProblem("band", null, "another word", "strong, solid, developing, weak or not-assessed")),
    };
}
