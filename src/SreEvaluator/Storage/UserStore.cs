using Microsoft.EntityFrameworkCore;

namespace SreEvaluator.Storage;

/// <summary>Keeps users and how they sign in.</summary>
/// <param name="database">The database.</param>
public sealed class UserStore(Database database)
{
    /// <summary>The longest name, issuer or subject, in characters.</summary>
    public const int MaxName = 200;

    /// <summary>The user of a login, entered where there is none yet.</summary>
    /// <param name="issuer">Who vouches.</param>
    /// <param name="subject">How the issuer knows the user.</param>
    /// <param name="name">How people call them.</param>
    /// <param name="role">What a user who is entered now may do; one who is there keeps the role.</param>
    /// <param name="candidateId">The candidate that a user who is entered now is; null for none.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <exception cref="InputException">A text can't be used.</exception>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public Task<User> SignInAsync(string issuer, string subject, string name, Role role, Guid? candidateId, CancellationToken cancellationToken)
    {
        var now = database.Now();
        var user = new User
        {
            Id = OrderedId.Next(now),
            Name = StoredText.Checked("name", name, MaxName),
            Role = role,
            CandidateId = candidateId,
            CreatedAt = now,
        };
        var login = new Login
        {
            Issuer = StoredText.Checked("issuer", issuer, MaxName),
            Subject = StoredText.Checked("subject", subject, MaxName),
            UserId = user.Id,
            CreatedAt = now,
        };
        return database.WriteAsync(
            async (context, token) =>
            {
                if (await OfLogin(context, issuer, subject).SingleOrDefaultAsync(token).ConfigureAwait(false) is { } known)
                {
                    return known;
                }

                context.Add(user);
                context.Add(login);
                context.Happened(new AuditEvent(now, $"user:{user.Id}", "user-added", $"user:{user.Id}", $"role={role}"));
                return user;
            },
            cancellationToken);
    }

    /// <summary>A user; null where there is none of this id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<User?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        database.ReadAsync(context => context.Users.SingleOrDefaultAsync(user => user.Id == id, cancellationToken));

    /// <summary>The user of a login; null where nobody signed in so yet.</summary>
    /// <param name="issuer">Who vouches.</param>
    /// <param name="subject">How the issuer knows the user.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<User?> FindByLoginAsync(string issuer, string subject, CancellationToken cancellationToken) =>
        database.ReadAsync(context => OfLogin(context, issuer, subject).SingleOrDefaultAsync(cancellationToken));

    /// <summary>Users, the newest first.</summary>
    /// <param name="after">Where the last part ended; null for the first.</param>
    /// <param name="limit">How many, 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Page<User>> ListAsync(Guid? after, int limit, CancellationToken cancellationToken) => database.ReadAsync(context => context.Users
        .Where(user => after == null || user.Id < after)
        .OrderByDescending(user => user.Id)
        .PageAsync(user => user.Id, limit, cancellationToken));

    /// <summary>Gives a user a role. Who becomes a candidate is entered as one.</summary>
    /// <param name="id">The user.</param>
    /// <param name="role">What they may do from now on.</param>
    /// <param name="actor">Who does, as the audit trail names people.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <returns>The user as they are now; null where there is none of this id.</returns>
    public Task<User?> SetRoleAsync(Guid id, Role role, string actor, CancellationToken cancellationToken)
    {
        var now = database.Now();
        return database.WriteAsync(
            async (context, token) =>
            {
                if (await context.Users.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, token).ConfigureAwait(false) is not { } user)
                {
                    return null;
                }

                var changed = user with { Role = role };
                if (role == Role.Candidate && user.CandidateId is null)
                {
                    var candidate = CandidateStore.New(user.Name, now);
                    CandidateStore.Add(context, candidate, actor);
                    changed = changed with { CandidateId = candidate.Id };
                }

                context.Update(changed);
                context.Happened(new AuditEvent(now, actor, "role-given", $"user:{id}", $"role={role}"));
                return changed;
            },
            cancellationToken);
    }

    /// <summary>Lets a user sign in, or no longer.</summary>
    /// <param name="id">The user.</param>
    /// <param name="disabled">Whether they may no longer.</param>
    /// <param name="actor">Who does, as the audit trail names people.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <returns>Whether there is such a user.</returns>
    public Task<bool> SetDisabledAsync(Guid id, bool disabled, string actor, CancellationToken cancellationToken)
    {
        var now = database.Now();
        DateTimeOffset? since = disabled ? now : null;
        return database.WriteAsync(
            async (context, token) =>
            {
                var changed = await context.Users.Where(user => user.Id == id)
                    .ExecuteUpdateAsync(set => set.SetProperty(user => user.DisabledAt, since), token)
                    .ConfigureAwait(false) > 0;
                if (changed)
                {
                    context.Happened(new AuditEvent(now, actor, disabled ? "user-disabled" : "user-enabled", $"user:{id}"));
                }

                return changed;
            },
            cancellationToken);
    }

    private static IQueryable<User> OfLogin(StorageContext context, string issuer, string subject) =>
        from login in context.Logins
        where login.Issuer == issuer && login.Subject == subject
        join user in context.Users on login.UserId equals user.Id
        select user;
}
