using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using SreEvaluator.Service.Paging;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Access;

/// <summary>Keys, users and the audit trail.</summary>
internal static class AdministrationApi
{
    /// <summary>Maps the endpoints.</summary>
    public static void MapAdministration(this RouteGroupBuilder api)
    {
        api.MapGet("/me", (Caller caller) => TypedResults.Ok(MeJson.Of(caller)))
            .WithName("GetMe").WithSummary("Who the caller is").WithTags("Administration").For(Role.Candidate, Scopes.Rubrics);

        var keys = api.MapGroup("/keys").WithTags("Administration");
        keys.MapGet("/", KeysAsync).WithName("ListKeys").WithSummary("API keys, the newest first").For(Role.Admin, Scopes.Administration);
        keys.MapPost("/", AddKeyAsync).WithName("AddKey").WithSummary("Makes an API key; the key itself is shown this once").For(Role.Admin, Scopes.Administration);
        keys.MapDelete("/{id:guid}", RevokeKeyAsync).WithName("RevokeKey").WithSummary("Revokes an API key, for good").For(Role.Admin, Scopes.Administration);

        var users = api.MapGroup("/users").WithTags("Administration");
        users.MapGet("/", UsersAsync).WithName("ListUsers").WithSummary("Users, the newest first").For(Role.Admin, Scopes.Administration);
        users.MapPatch("/{id:guid}", ChangeUserAsync).WithName("ChangeUser").WithSummary("Gives a user another role, or shuts them out").For(Role.Admin, Scopes.Administration);

        var audit = api.MapGroup("/audit").WithTags("Administration");
        audit.MapGet("/", AuditAsync).WithName("ListAudit").WithSummary("What was done, in its order").For(Role.Admin, Scopes.Administration);
        audit.MapGet("/check", CheckAuditAsync)
            .WithName("CheckAudit").WithSummary("Whether the audit trail is whole: no entry changed, put in or taken out").For(Role.Admin, Scopes.Administration);
    }

    private static async Task<Ok<PageJson<KeyJson>>> KeysAsync(string? after, int? limit, ApiKeyStore keys, CancellationToken cancellationToken)
    {
        var part = PageRequest.Of(after, limit);
        return TypedResults.Ok(PageParts.Of(await keys.ListAsync(part.After, part.Limit, cancellationToken), KeyJson.Of));
    }

    private static async Task<Created<MadeKeyJson>> AddKeyAsync(NewKeyJson body, Caller caller, Administration administration, CancellationToken cancellationToken)
    {
        var made = await administration.AddKeyAsync(body, caller, cancellationToken);
        return TypedResults.Created($"/api/v1/keys/{made.Key.Id}", made);
    }

    private static async Task<NoContent> RevokeKeyAsync(Guid id, Caller caller, Administration administration, CancellationToken cancellationToken)
    {
        await administration.RevokeKeyAsync(id, caller, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<PageJson<UserJson>>> UsersAsync(string? after, int? limit, UserStore users, CancellationToken cancellationToken)
    {
        var part = PageRequest.Of(after, limit);
        return TypedResults.Ok(PageParts.Of(await users.ListAsync(part.After, part.Limit, cancellationToken), UserJson.Of));
    }

    private static async Task<Ok<UserJson>> ChangeUserAsync(
        Guid id, UserChangeJson body, Caller caller, Administration administration, CancellationToken cancellationToken) =>
        TypedResults.Ok(UserJson.Of(await administration.ChangeUserAsync(id, body, caller, cancellationToken)));

    private static async Task<Ok<PageJson<AuditEntryJson>>> AuditAsync(long? after, int? limit, AuditTrail audit, CancellationToken cancellationToken)
    {
        var part = PageRequest.Of(after: null, limit);
        var oneTooMany = await audit.ListAsync(Math.Max(0, after ?? 0), part.Limit + 1, cancellationToken);
        List<AuditEntryJson> entries = [.. oneTooMany.Take(part.Limit).Select(AuditEntryJson.Of)];
        return TypedResults.Ok(new PageJson<AuditEntryJson>(
            entries, oneTooMany.Count > part.Limit ? entries[^1].Number.ToString(CultureInfo.InvariantCulture) : null));
    }

    private static async Task<Ok<AuditCheckJson>> CheckAuditAsync(AuditTrail audit, CancellationToken cancellationToken) =>
        TypedResults.Ok(AuditCheckJson.Of(await audit.CheckAsync(cancellationToken)));
}
