using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using SreEvaluator.Batches.Import;
using SreEvaluator.Composition;
using SreEvaluator.Service.Access;
using SreEvaluator.Service.Evaluations;
using SreEvaluator.Service.Idempotency;
using SreEvaluator.Service.Limits;
using SreEvaluator.Service.Paging;
using SreEvaluator.Service.Problems;
using SreEvaluator.Service.Worker;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Batches;

/// <summary>Many answers graded as one piece of work.</summary>
internal static partial class BatchApi
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const int LongestTitle = 60;

    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(1);

    private static readonly string[] MediaTypes =
        ["text/tab-separated-values", "application/x-ndjson", "application/jsonl", Workbook];

    /// <summary>Registers what it shares with the pages.</summary>
    public static void AddBatches(this IServiceCollection services) =>
        services.AddSingleton<BatchMaking>().AddSingleton<BatchResults>().AddSingleton<AlikeAnswers>().AddSingleton<PendingFiles>();

    /// <summary>Maps the endpoints.</summary>
    public static void MapBatches(this RouteGroupBuilder api, LimitOptions limits)
    {
        var batches = api.MapGroup("/batches").WithTags("Batches");
        batches.MapPost("/", UploadAsync)
            .WithName("UploadBatch")
            .WithSummary("Makes a batch of a file with answers (CSV, TSV, JSON lines or XLSX); it is graded once it is started")
            .Accepts<Stream>("text/csv", MediaTypes)
            .Produces<UploadedJson>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithMetadata(new UploadSize(limits.UploadBytes), IdempotentEndpoint.MarkOfFiles)
            .For(Role.Interviewer, Scopes.Batches);
        batches.MapGet("/", ListAsync).WithName("ListBatches").WithSummary("Batches, the newest first").For(Role.Interviewer, Scopes.Batches);
        batches.MapGet("/{id:guid}", GetAsync).WithName("GetBatch").WithSummary("A batch, and how far it is").For(Role.Interviewer, Scopes.Batches);
        batches.MapGet("/{id:guid}/events", EventsAsync)
            .WithName("FollowBatch").WithSummary("Follows a batch to its end, as server-sent events").For(Role.Interviewer, Scopes.Batches);
        batches.MapGet("/{id:guid}/results", SendResultsAsync)
            .WithName("GetBatchResults").WithSummary("The evaluations so far, in the order of the answers, as JSON lines, with format=csv or xlsx as a table, or with format=html as a report")
            .Produces<string>(contentType: "application/x-ndjson", additionalContentTypes: ["text/csv", Workbook, "text/html"])
            .For(Role.Interviewer, Scopes.Batches);
        batches.MapGet("/{id:guid}/errors", ErrorsAsync)
            .WithName("GetBatchErrors").WithSummary("What was wrong with rows of the batch's file, those left out among them, as a table")
            .Produces<string>(contentType: "text/csv").ProducesProblem(StatusCodes.Status404NotFound).For(Role.Interviewer, Scopes.Batches);
        batches.MapPost("/{id:guid}/start", (Guid id, Caller caller, BatchStore store, WorkSignal work, CancellationToken cancellationToken) =>
                ChangedAsync(store.StartAsync(id, caller.Actor, cancellationToken), work))
            .WithName("StartBatch").WithSummary("Starts a batch").For(Role.Interviewer, Scopes.Batches);
        batches.MapPost("/{id:guid}/pause", (Guid id, Caller caller, BatchStore store, WorkSignal work, CancellationToken cancellationToken) =>
                ChangedAsync(store.PauseAsync(id, caller.Actor, cancellationToken), work))
            .WithName("PauseBatch").WithSummary("Stops a running batch until it is resumed").For(Role.Interviewer, Scopes.Batches);
        batches.MapPost("/{id:guid}/resume", (Guid id, Caller caller, BatchStore store, WorkSignal work, CancellationToken cancellationToken) =>
                ChangedAsync(store.ResumeAsync(id, caller.Actor, cancellationToken), work))
            .WithName("ResumeBatch").WithSummary("Goes on with a paused batch").For(Role.Interviewer, Scopes.Batches);
        batches.MapPost("/{id:guid}/cancel", (Guid id, Caller caller, BatchStore store, WorkSignal work, CancellationToken cancellationToken) =>
                ChangedAsync(store.CancelAsync(id, caller.Actor, cancellationToken), work))
            .WithName("CancelBatch").WithSummary("Stops a batch for good; what was graded stays").For(Role.Interviewer, Scopes.Batches);
        batches.MapDelete("/{id:guid}", EraseAsync)
            .WithName("EraseBatch").WithSummary("Erases a batch that has ended, with its answers and all that was made of them, for good")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status400BadRequest)
            .For(Role.Admin, Scopes.Administration);
    }

    private static async Task<JsonResponse> UploadAsync(
        string title,
        string? question,
        string? grader,
        HttpContext http,
        Caller caller,
        BatchMaking making,
        Graders graders,
        IdempotencyStore requests,
        CancellationToken cancellationToken)
    {
        var choice = GraderName.Read(grader, graders);
        await using var upload = await Upload.ReceiveAsync(http.Request.Body, Upload.Ending(http.Request.ContentType), name: string.Empty, cancellationToken);
        var key = IdempotencyHeader.Read(http, caller, upload.Hash.Span);
        if (key is not null && await requests.FindAsync(key, cancellationToken) is { } earlier)
        {
            return Repeats.Again(earlier);
        }

        var (made, meanwhile) = await making.MakeAsync(
            title,
            choice,
            upload,
            new ImportOptions { Question = question ?? string.Empty },
            uploaded => key is null ? null : new IdempotentResponse(key, Response(uploaded)),
            caller,
            cancellationToken);
        return meanwhile is null ? new JsonResponse(Response(made)) : Repeats.Again(meanwhile);
    }

    private static KeptResponse Response(UploadedJson uploaded) =>
        new(StatusCodes.Status201Created, JsonSerializer.Serialize(uploaded, ApiJson.Default.UploadedJson), $"/api/v1/batches/{uploaded.Batch.Id}");

    private static async Task<Ok<PageJson<BatchJson>>> ListAsync(string? after, int? limit, BatchStore store, CancellationToken cancellationToken)
    {
        var part = PageRequest.Of(after, limit);
        return TypedResults.Ok(PageParts.Of(await store.ListAsync(part.After, part.Limit, cancellationToken), BatchJson.Of));
    }

    private static async Task<Ok<BatchJson>> GetAsync(Guid id, BatchStore store, CancellationToken cancellationToken) =>
        TypedResults.Ok(await ProgressAsync(id, store, cancellationToken));

    private static async Task<ServerSentEventsResult<BatchJson>> EventsAsync(
        Guid id, BatchStore store, Follower follower, TimeProvider time, CancellationToken cancellationToken)
    {
        var first = await ProgressAsync(id, store, cancellationToken);
        return TypedResults.ServerSentEvents(
            follower.FollowAsync(
                first,
                batch => batch.EndedAt is not null,
                async token =>
                {
                    await Task.Delay(ProgressEvery, time, token);
                    return await ProgressAsync(id, store, token);
                },
                cancellationToken),
            eventType: "batch");
    }

    private static async Task SendResultsAsync(
        Guid id, string? format, HttpContext http, BatchStore store, BatchResults results, CancellationToken cancellationToken)
    {
        var (type, write) = format switch
        {
            null or "jsonl" => ("application/x-ndjson", (Func<Guid, Stream, CancellationToken, Task>)results.WriteLinesAsync),
            "csv" => ("text/csv; charset=utf-8", results.WriteCsvAsync),
            "xlsx" => (Workbook, results.WriteXlsxAsync),
            "html" => ("text/html; charset=utf-8", results.WriteReportAsync),
            _ => throw new InputException(new InputProblem("format", null, "another word", "jsonl, csv, xlsx or html")),
        };
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{FileName(await ProgressAsync(id, store, cancellationToken), format ?? "jsonl")}\"";
        http.Response.ContentType = type;
        await write(id, http.Response.Body, cancellationToken);
    }

    private static async Task<FileContentHttpResult> ErrorsAsync(Guid id, BatchStore store, CancellationToken cancellationToken)
    {
        var batch = await ProgressAsync(id, store, cancellationToken);
        var errors = await store.ErrorsAsync(id, cancellationToken) ?? throw new ProblemException(ProblemKind.NotFound, "Nothing was wrong with the batch's file.");
        return TypedResults.File(Encoding.UTF8.GetBytes(errors), "text/csv; charset=utf-8", FileName(batch, "errors.csv"));
    }

    /// <summary>What a file of a batch is called: its title in letters and digits that every system takes, and the day on which it was made.</summary>
    private static string FileName(BatchJson batch, string ending)
    {
        var plain = string.Concat(batch.Title.Normalize(NormalizationForm.FormD).Where(character => CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark));
        var title = Unsafe().Replace(plain, "-").Trim('-');
        return $"{(title.Length == 0 ? "batch" : title.Length > LongestTitle ? title[..LongestTitle] : title)}-{batch.CreatedAt:yyyy-MM-dd}.{ending}";
    }

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex Unsafe();

    private static async Task<NoContent> EraseAsync(Guid id, Caller caller, PersonalData data, CancellationToken cancellationToken) =>
        await data.EraseBatchAsync(id, caller.Actor, cancellationToken) ? TypedResults.NoContent() : throw NoBatch();

    private static async Task<Ok<BatchJson>> ChangedAsync(Task<Batch?> change, WorkSignal work)
    {
        var batch = await change ?? throw NoBatch();
        work.Set();
        return TypedResults.Ok(BatchJson.Of(batch));
    }

    private static async Task<BatchJson> ProgressAsync(Guid id, BatchStore store, CancellationToken cancellationToken) =>
        await store.ProgressAsync(id, cancellationToken) is { } progress ? BatchJson.Of(progress) : throw NoBatch();

    private static ProblemException NoBatch() => new(ProblemKind.NotFound, "There is no batch of this id.");
}
