using Microsoft.EntityFrameworkCore;

namespace SreEvaluator.Storage;

/// <summary>Keeps candidates.</summary>
/// <param name="database">The database.</param>
public sealed class CandidateStore(Database database)
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxName = 200;

    /// <summary>Enters a candidate.</summary>
    /// <param name="name">How people call the candidate; 1 to <see cref="MaxName"/> characters.</param>
    /// <param name="actor">Who enters, as the audit trail names people.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <exception cref="InputException">The name can't be used.</exception>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public Task<Candidate> AddAsync(string name, string actor, CancellationToken cancellationToken)
    {
        var candidate = New(name, database.Now());
        return database.WriteAsync(
            (context, _) =>
            {
                Add(context, candidate, actor);
                return Task.FromResult(candidate);
            },
            cancellationToken);
    }

    /// <summary>Enters a candidate under an id that was given out before they were entered. Nothing happens where they are there.</summary>
    /// <param name="id">The id.</param>
    /// <param name="name">How people call the candidate; 1 to <see cref="MaxName"/> characters.</param>
    /// <param name="actor">Who enters, as the audit trail names people.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <returns>Whether they are there; false where they were erased, so that the id stays nobody's.</returns>
    /// <exception cref="InputException">The name can't be used.</exception>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public Task<bool> EnterAsync(Guid id, string name, string actor, CancellationToken cancellationToken)
    {
        var candidate = New(name, database.Now()) with { Id = id };
        var subject = $"candidate:{id}";
        return database.WriteAsync(
            async (context, token) =>
            {
                if (await context.Candidates.AnyAsync(one => one.Id == id, token).ConfigureAwait(false))
                {
                    return true;
                }

                if (await context.Audit.AnyAsync(entry => entry.Subject == subject, token).ConfigureAwait(false))
                {
                    return false;
                }

                Add(context, candidate, actor);
                return true;
            },
            cancellationToken);
    }

    /// <summary>A candidate; null where there is none of this id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Candidate?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        database.ReadAsync(context => context.Candidates.SingleOrDefaultAsync(candidate => candidate.Id == id, cancellationToken));

    /// <summary>Candidates, the newest first.</summary>
    /// <param name="after">Where the last part ended; null for the first.</param>
    /// <param name="limit">How many, 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Page<Candidate>> ListAsync(Guid? after, int limit, CancellationToken cancellationToken) => database.ReadAsync(context => context.Candidates
        .Where(candidate => after == null || candidate.Id < after)
        .OrderByDescending(candidate => candidate.Id)
        .PageAsync(candidate => candidate.Id, limit, cancellationToken));

    internal static Candidate New(string name, DateTimeOffset now) =>
        new() { Id = OrderedId.Next(now), Name = StoredText.Checked("name", name, MaxName), CreatedAt = now };

    internal static void Add(StorageContext context, Candidate candidate, string actor)
    {
        context.Add(candidate);
        context.Happened(new AuditEvent(candidate.CreatedAt, actor, "candidate-added", $"candidate:{candidate.Id}"));
    }
}
