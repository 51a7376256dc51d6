using Microsoft.AspNetCore.Http.HttpResults;
using SreEvaluator.Service.Access;
using SreEvaluator.Service.Problems;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Interviews;

/// <summary>What is held of a candidate: given out, and erased.</summary>
internal static class PersonalDataApi
{
    /// <summary>Maps the endpoints.</summary>
    public static void MapPersonalData(this RouteGroupBuilder api)
    {
        var candidate = api.MapGroup("/candidates/{id:guid}").WithTags("Administration");
        candidate.MapGet("/data", ExportAsync)
            .WithName("ExportCandidate").WithSummary("All that is held of a candidate, as one document")
            .Produces<object>(contentType: "application/json").ProducesProblem(StatusCodes.Status404NotFound)
            .For(Role.Admin, Scopes.Administration);
        candidate.MapDelete(string.Empty, EraseAsync)
            .WithName("EraseCandidate").WithSummary("Erases a candidate and all that is held of them, for good").ProducesProblem(StatusCodes.Status404NotFound)
            .For(Role.Admin, Scopes.Administration);
        var named = api.MapGroup("/batches/candidates").WithTags("Administration");
        named.MapGet("/data", ExportNamedAsync)
            .WithName("ExportBatchCandidate").WithSummary("All that is held of somebody whom the files of batches name, as one document")
            .Produces<object>(contentType: "application/json").ProducesProblem(StatusCodes.Status404NotFound)
            .For(Role.Admin, Scopes.Administration);
        named.MapDelete(string.Empty, EraseNamedAsync)
            .WithName("EraseBatchCandidate").WithSummary("Erases the answers of somebody whom the files of batches name, for good").ProducesProblem(StatusCodes.Status404NotFound)
            .For(Role.Admin, Scopes.Administration);
    }

    /// <summary>Sends all that is held of a candidate.</summary>
    public static async Task ExportAsync(Guid id, HttpContext http, Caller caller, PersonalData data, CancellationToken cancellationToken)
    {
        http.Response.ContentType = "application/json";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"candidate-{id:N}.json\"";
        if (!await data.ExportAsync(id, http.Response.Body, caller.Actor, cancellationToken))
        {
            throw Administration.NoCandidate();
        }
    }

    /// <summary>Sends all that is held of somebody whom the files of batches name.</summary>
    public static async Task ExportNamedAsync(string name, HttpContext http, Caller caller, PersonalData data, CancellationToken cancellationToken)
    {
        http.Response.ContentType = "application/json";
        http.Response.Headers.ContentDisposition = "attachment; filename=\"batch-candidate.json\"";
        if (!await data.ExportNamedAsync(Checked(name), http.Response.Body, caller.Actor, cancellationToken))
        {
            throw NobodyNamed();
        }
    }

    private static async Task<NoContent> EraseNamedAsync(string name, Caller caller, PersonalData data, CancellationToken cancellationToken) =>
        await data.EraseNamedAsync(Checked(name), caller.Actor, cancellationToken) > 0 ? TypedResults.NoContent() : throw NobodyNamed();

    private static string Checked(string name) => string.IsNullOrWhiteSpace(name)
        ? throw new InputException(new InputProblem("name", null, "nothing", "a name, just as the column 'candidate' of a batch has it"))
        : name;

    private static ProblemException NobodyNamed() => new(ProblemKind.NotFound, "No answer of a batch has this name in its column 'candidate'. Names are compared letter by letter.");

    private static async Task<NoContent> EraseAsync(Guid id, Caller caller, Administration administration, CancellationToken cancellationToken)
    {
        await administration.EraseAsync(id, caller, cancellationToken);
        return TypedResults.NoContent();
    }
}
