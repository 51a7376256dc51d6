using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;
using SreEvaluator.Batches.Import;
using SreEvaluator.Composition;
using SreEvaluator.Reports;
using SreEvaluator.Rubrics;
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
internal static class BatchApi
{
    private const int PartOfResults = 200;
    private const string AnswerColumn = "answer";

    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(1);

    private static readonly string[] MediaTypes =
        ["text/tab-separated-values", "application/x-ndjson", "application/jsonl", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"];

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
            .WithName("GetBatchResults").WithSummary("The evaluations so far, in the order of the answers, as JSON lines or with format=csv as a table")
            .Produces<string>(contentType: "application/x-ndjson", additionalContentTypes: "text/csv")
            .For(Role.Interviewer, Scopes.Batches);
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
    }

    private static async Task<JsonResponse> UploadAsync(
        string title,
        string? question,
        string? grader,
        HttpContext http,
        Caller caller,
        BatchStore store,
        RubricLibrary rubrics,
        Graders graders,
        IdempotencyStore requests,
        CancellationToken cancellationToken)
    {
        var choice = GraderName.Read(grader, graders);
        await using var upload = await Upload.ReceiveAsync(http.Request.Body, Upload.Ending(http.Request.ContentType), cancellationToken);
        var key = IdempotencyHeader.Read(http, caller, upload.Hash.Span);
        if (key is not null && await requests.FindAsync(key, cancellationToken) is { } earlier)
        {
            return Repeats.Again(earlier);
        }

        var batch = await store.AddAsync(title, choice, caller.Actor, cancellationToken);
        try
        {
            var count = await store.AddAnswersAsync(batch.Id, upload.AnswersAsync(rubrics, question, cancellationToken), cancellationToken);
            var uploaded = new UploadedJson(BatchJson.Of(batch with { State = BatchState.Draft, Answers = count }), upload.LeftOut, upload.Problems);
            var response = new KeptResponse(
                StatusCodes.Status201Created, JsonSerializer.Serialize(uploaded, ApiJson.Default.UploadedJson), $"/api/v1/batches/{batch.Id}");
            return await store.ReadyAsync(batch.Id, key is null ? null : new IdempotentResponse(key, response), caller.Actor, cancellationToken) is { } meanwhile
                ? Repeats.Again(meanwhile)
                : new JsonResponse(response);
        }
        catch
        {
            // A batch whose file turns out to be of no use does not stay behind as one whose answers still come.
            await store.CancelAsync(batch.Id, caller.Actor, CancellationToken.None);
            throw;
        }
    }

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
        Guid id, string? format, HttpContext http, BatchStore store, RubricLibrary rubrics, CancellationToken cancellationToken)
    {
        if (format is not (null or "jsonl" or "csv"))
        {
            throw new InputException(new InputProblem("format", null, "another word", "jsonl or csv"));
        }

        await ProgressAsync(id, store, cancellationToken);
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"batch-{id:N}.{format ?? "jsonl"}\"";
        if (format == "csv")
        {
            http.Response.ContentType = "text/csv; charset=utf-8";
            await WriteTableAsync(id, http.Response.Body, store, rubrics, cancellationToken);
            return;
        }

        http.Response.ContentType = "application/x-ndjson";
        var lines = new StreamWriter(http.Response.Body, leaveOpen: true) { NewLine = "\n" };
        await using (lines)
        {
            await foreach (var result in ResultsAsync(id, store, cancellationToken))
            {
                await lines.WriteLineAsync(result.Evaluation.Json.AsMemory(), cancellationToken);
            }
        }
    }

    private static async Task WriteTableAsync(Guid id, Stream output, BatchStore store, RubricLibrary rubrics, CancellationToken cancellationToken)
    {
        var answered = new HashSet<string>(StringComparer.Ordinal);
        var columns = new List<string>();
        await foreach (var (answer, _) in ResultsAsync(id, store, cancellationToken))
        {
            answered.Add(answer.QuestionId);
            columns.AddRange(answer.Columns.Names.Where(name => columns.Count < InputColumns.Most && !columns.Contains(name, StringComparer.Ordinal)));
        }

        var table = new ResultTable([.. rubrics.Questions.Where(question => answered.Contains(question.Id))], [.. columns, AnswerColumn]);
        // The table is written without waiting, which a response does not take.
        var buffer = new FileBufferingWriteStream();
        await using (buffer)
        {
            var text = new StreamWriter(buffer, leaveOpen: true);
            await using (text)
            {
                using var csv = new ResultsCsv(table, text);
                await foreach (var (answer, evaluation) in ResultsAsync(id, store, cancellationToken))
                {
                    if (rubrics.Find(answer.QuestionId) is { } question)
                    {
                        csv.Write(new GradedAnswer(Row(answer, question), evaluation.Read()));
                    }
                }
            }

            await buffer.DrainBufferAsync(output, cancellationToken);
        }
    }

    /// <summary>The row as its file had it, with the answer as one of its columns: whoever has the table alone has the answers too.</summary>
    private static ImportedAnswer Row(StoredAnswer answer, Question question) => new()
    {
        File = string.Empty,
        Row = answer.Position + 1,
        Answer = answer.ToAnswer(),
        Question = question,
        Candidate = answer.Candidate,
        Columns = new InputColumns([.. answer.Columns.Names, AnswerColumn], [.. answer.Columns.Values, answer.Text]),
    };

    private static async IAsyncEnumerable<BatchResult> ResultsAsync(Guid id, BatchStore store, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int? after = null;
        while (await store.ResultsAsync(id, after, PartOfResults, cancellationToken) is { Count: > 0 } part)
        {
            foreach (var result in part)
            {
                yield return result;
            }

            after = part[^1].Answer.Position;
        }
    }

    private static async Task<Ok<BatchJson>> ChangedAsync(Task<Batch?> change, WorkSignal work)
    {
        var batch = await change ?? throw NoBatch();
        work.Set();
        return TypedResults.Ok(BatchJson.Of(batch));
    }

    private static async Task<BatchJson> ProgressAsync(Guid id, BatchStore store, CancellationToken cancellationToken) =>
        await store.ProgressAsync(id, cancellationToken) is { } progress ? BatchJson.Of(progress) : throw NoBatch();

    private static ProblemException NoBatch() => new(ProblemKind.NotFound, "There is no batch of this id.");

    private sealed record UploadSize(long Bytes) : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => Bytes;
    }
}
