using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using SreEvaluator.Service.Paging;
using SreEvaluator.Service.Problems;
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

    private static async Task<Created<MadeKeyJson>> AddKeyAsync(
        NewKeyJson body, Caller caller, ApiKeyStore keys, CandidateStore candidates, CancellationToken cancellationToken)
    {
        var role = RoleName.Read(body.Role);
        ImmutableArray<string> scopes = [.. body.Scopes ?? []];
        if (scopes.FirstOrDefault(scope => !Scopes.All.Contains(scope)) is not null)
        {
            throw new InputException(new InputProblem("scopes", null, "an unknown scope", string.Join(", ", Scopes.All)));
        }

        if (role == Role.Candidate && body.CandidateId is null)
        {
            throw new InputException(new InputProblem("candidateId", null, "nothing", "the candidate that the key acts for"));
        }

        if (body.CandidateId is { } candidate && await candidates.FindAsync(candidate, cancellationToken) is null)
        {
            throw new InputException(new InputProblem("candidateId", null, candidate.ToString(), "the id of a candidate that is there"));
        }

        if (!caller.MayGive(role, scopes, body.ExpiresAt))
        {
            throw MoreThanOwn();
        }

        var secret = SecretToken.New(Logins.KeyPrefix);
        var key = await keys.AddAsync(
            body.Name ?? string.Empty, SecretToken.Hash(secret), role, scopes, body.CandidateId, body.ExpiresAt?.ToUniversalTime(), caller.Actor, cancellationToken);
        return TypedResults.Created($"/api/v1/keys/{key.Id}", new MadeKeyJson(secret, KeyJson.Of(key)));
    }

    private static async Task<NoContent> RevokeKeyAsync(Guid id, Caller caller, ApiKeyStore keys, Logins logins, CancellationToken cancellationToken)
    {
        if (!await keys.RevokeAsync(id, caller.Actor, cancellationToken))
        {
            throw new ProblemException(ProblemKind.NotFound, "There is no key of this id that holds.");
        }

        logins.Forget();
        return TypedResults.NoContent();
    }

    private static async Task<Ok<PageJson<UserJson>>> UsersAsync(string? after, int? limit, UserStore users, CancellationToken cancellationToken)
    {
        var part = PageRequest.Of(after, limit);
        return TypedResults.Ok(PageParts.Of(await users.ListAsync(part.After, part.Limit, cancellationToken), UserJson.Of));
    }

    private static async Task<Ok<UserJson>> ChangeUserAsync(
        Guid id, UserChangeJson body, Caller caller, UserStore users, Logins logins, CancellationToken cancellationToken)
    {
        if (caller.Actor == $"user:{id}")
        {
            throw new ProblemException(ProblemKind.Conflict, "Nobody changes their own role, so that nobody shuts themselves out by mistake.");
        }

        // Who is let in, or given a role, may do all that the role may.
        if ((body.Role is not null || body.Disabled == false) && !caller.MayGive(Role.Admin, [], endsAt: null))
        {
            throw MoreThanOwn();
        }

        if (body.Role is not null)
        {
            await users.SetRoleAsync(id, RoleName.Read(body.Role), caller.Actor, cancellationToken);
        }

        if (body.Disabled is { } disabled)
        {
            await users.SetDisabledAsync(id, disabled, caller.Actor, cancellationToken);
        }

        logins.Forget();
        return await users.FindAsync(id, cancellationToken) is { } user
            ? TypedResults.Ok(UserJson.Of(user))
            : throw new ProblemException(ProblemKind.NotFound, "There is no user of this id.");
    }

    private static ProblemException MoreThanOwn() =>
        new(ProblemKind.NotAllowed, "This key is limited, in its scopes or in its time, and nobody gives more than they have: give as little, or use a login without these limits.");

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
