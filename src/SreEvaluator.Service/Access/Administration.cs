using System.Collections.Immutable;
using SreEvaluator.Service.Problems;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Access;

/// <summary>What admins change: keys, users, and what is held of people. The API and the pages share it.</summary>
/// <param name="keys">The keys.</param>
/// <param name="users">The users.</param>
/// <param name="candidates">The candidates that keys act for.</param>
/// <param name="data">What is held of candidates.</param>
/// <param name="logins">Remember who a login is.</param>
internal sealed class Administration(ApiKeyStore keys, UserStore users, CandidateStore candidates, PersonalData data, Logins logins)
{
    /// <summary>Makes a key.</summary>
    /// <returns>The key itself, which is kept nowhere, and what is kept of it.</returns>
    /// <exception cref="InputException">Something of it can't be used.</exception>
    /// <exception cref="ProblemException">It would have more than the caller has.</exception>
    public async Task<MadeKeyJson> AddKeyAsync(NewKeyJson asked, Caller caller, CancellationToken cancellationToken)
    {
        var role = RoleName.Read(asked.Role);
        ImmutableArray<string> scopes = [.. asked.Scopes ?? []];
        if (scopes.FirstOrDefault(scope => !Scopes.All.Contains(scope)) is not null)
        {
            throw new InputException(new InputProblem("scopes", null, "an unknown scope", string.Join(", ", Scopes.All)));
        }

        if (role == Role.Candidate && asked.CandidateId is null)
        {
            throw new InputException(new InputProblem("candidateId", null, "nothing", "the candidate that the key acts for"));
        }

        if (asked.CandidateId is { } candidate && await candidates.FindAsync(candidate, cancellationToken) is null)
        {
            throw new InputException(new InputProblem("candidateId", null, candidate.ToString(), "the id of a candidate that is there"));
        }

        if (!caller.MayGive(role, scopes, asked.ExpiresAt))
        {
            throw MoreThanOwn();
        }

        var secret = SecretToken.New(Logins.KeyPrefix);
        var key = await keys.AddAsync(
            asked.Name ?? string.Empty, SecretToken.Hash(secret), role, scopes, asked.CandidateId, asked.ExpiresAt?.ToUniversalTime(), caller.Actor, cancellationToken);
        return new MadeKeyJson(secret, KeyJson.Of(key));
    }

    /// <summary>Revokes a key, for good.</summary>
    /// <exception cref="ProblemException">There is none that holds.</exception>
    public async Task RevokeKeyAsync(Guid id, Caller caller, CancellationToken cancellationToken)
    {
        if (!await keys.RevokeAsync(id, caller.Actor, cancellationToken))
        {
            throw new ProblemException(ProblemKind.NotFound, "There is no key of this id that holds.");
        }

        logins.Forget();
    }

    /// <summary>Gives a user another role, or shuts them out or lets them in.</summary>
    /// <exception cref="InputException">There is no such role.</exception>
    /// <exception cref="ProblemException">There is no such user, it is the caller, or it would have more than the caller has.</exception>
    public async Task<User> ChangeUserAsync(Guid id, UserChangeJson change, Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Actor == $"user:{id}")
        {
            throw new ProblemException(ProblemKind.Conflict, "Nobody changes their own role, so that nobody shuts themselves out by mistake.");
        }

        // Who is let in, or given a role, may do all that the role may.
        if ((change.Role is not null || change.Disabled == false) && !caller.MayGive(Role.Admin, [], endsAt: null))
        {
            throw MoreThanOwn();
        }

        if (change.Role is not null)
        {
            await users.SetRoleAsync(id, RoleName.Read(change.Role), caller.Actor, cancellationToken);
        }

        if (change.Disabled is { } disabled)
        {
            await users.SetDisabledAsync(id, disabled, caller.Actor, cancellationToken);
        }

        logins.Forget();
        return await users.FindAsync(id, cancellationToken) ?? throw new ProblemException(ProblemKind.NotFound, "There is no user of this id.");
    }

    /// <summary>Erases a candidate and all that is held of them, for good.</summary>
    /// <exception cref="ProblemException">There is no such candidate.</exception>
    public async Task EraseAsync(Guid candidate, Caller caller, CancellationToken cancellationToken)
    {
        if (!await data.EraseAsync(candidate, caller.Actor, cancellationToken))
        {
            throw NoCandidate();
        }

        logins.Forget();
    }

    /// <summary>What is said where there is no such candidate.</summary>
    public static ProblemException NoCandidate() => new(ProblemKind.NotFound, "There is no candidate of this id.");

    private static ProblemException MoreThanOwn() =>
        new(ProblemKind.NotAllowed, "This key is limited, in its scopes or in its time, and nobody gives more than they have: give as little, or use a login without these limits.");
}
