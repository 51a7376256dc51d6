using Microsoft.AspNetCore.Http.HttpResults;
using SreEvaluator.Service.Access;
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

    private static async Task<NoContent> EraseAsync(Guid id, Caller caller, Administration administration, CancellationToken cancellationToken)
    {
        await administration.EraseAsync(id, caller, cancellationToken);
        return TypedResults.NoContent();
    }
}
