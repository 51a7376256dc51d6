using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace SreEvaluator.Storage;

/// <summary>Keeps interviews and their invitations.</summary>
/// <param name="database">The database.</param>
public sealed class InterviewStore(Database database)
{
    /// <summary>The longest title, in characters.</summary>
    public const int MaxTitle = 200;

    /// <summary>Makes an interview with somebody who is entered with it.</summary>
    /// <param name="name">How people call the candidate; 1 to <see cref="CandidateStore.MaxName"/> characters.</param>
    /// <param name="title">What it is called; 1 to <see cref="MaxTitle"/> characters.</param>
    /// <param name="questions">The ids of the questions, in their order.</param>
    /// <param name="actor">Who makes it, as the audit trail names people.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <exception cref="InputException">The name or the title can't be used, or there is no question.</exception>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public Task<Interview> AddAsync(string name, string title, ImmutableArray<string> questions, string actor, CancellationToken cancellationToken)
    {
        var candidate = CandidateStore.New(name, database.Now());
        var interview = New(candidate.Id, title, questions, actor, candidate.CreatedAt);
        return database.WriteAsync(
            (context, _) =>
            {
                CandidateStore.Add(context, candidate, actor);
                Add(context, interview);
                return Task.FromResult(interview);
            },
            cancellationToken);
    }

    /// <summary>Makes an interview.</summary>
    /// <param name="candidateId">The one candidate; must be there.</param>
    /// <param name="title">What it is called; 1 to <see cref="MaxTitle"/> characters.</param>
    /// <param name="questions">The ids of the questions, in their order.</param>
    /// <param name="actor">Who makes it, as the audit trail names people.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <exception cref="InputException">The title can't be used, there is no question, or no such candidate.</exception>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public Task<Interview> AddAsync(Guid candidateId, string title, ImmutableArray<string> questions, string actor, CancellationToken cancellationToken)
    {
        var interview = New(candidateId, title, questions, actor, database.Now());
        return database.WriteAsync(
            async (context, token) =>
            {
                if (!await context.Candidates.AnyAsync(candidate => candidate.Id == candidateId, token).ConfigureAwait(false))
                {
                    throw new InputException(new InputProblem("candidate", null, candidateId.ToString(), "the id of a candidate that is there"));
                }

                Add(context, interview);
                return interview;
            },
            cancellationToken);
    }

    /// <summary>Gives an interview another title and other questions, as long as none is answered.</summary>
    /// <param name="id">The interview.</param>
    /// <param name="title">What it is called; 1 to <see cref="MaxTitle"/> characters.</param>
    /// <param name="questions">The ids of the questions, in their order.</param>
    /// <param name="actor">Who does, as the audit trail names people.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <returns>Whether there is such an interview, and it is open and not answered yet.</returns>
    /// <exception cref="InputException">The title can't be used, or there is no question.</exception>
    public Task<bool> ChangeAsync(Guid id, string title, ImmutableArray<string> questions, string actor, CancellationToken cancellationToken)
    {
        var changed = New(Guid.Empty, title, questions, actor, database.Now());
        return ChangeAsync(
            id,
            "interview-changed",
            actor,
            (context, interviews, token) => interviews.Where(one => !context.Answers.Any(answer => answer.InterviewId == one.Id)).ExecuteUpdateAsync(
                set => set.SetProperty(one => one.Title, changed.Title).SetProperty(one => one.Questions, changed.Questions), token),
            cancellationToken);
    }

    /// <summary>Invites the candidate: whoever has the token answers in the candidate's name. An earlier invitation ends.</summary>
    /// <param name="id">The interview.</param>
    /// <param name="tokenHash">The SHA-256 of the token, in lower-case hexadecimal.</param>
    /// <param name="expiresAt">When the invitation ends.</param>
    /// <param name="actor">Who invites, as the audit trail names people.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <returns>Whether there is such an interview, and it is open.</returns>
    public Task<bool> InviteAsync(Guid id, string tokenHash, DateTimeOffset expiresAt, string actor, CancellationToken cancellationToken) => ChangeAsync(
        id,
        "interview-invited",
        actor,
        (_, interviews, token) => interviews.ExecuteUpdateAsync(
            set => set.SetProperty(one => one.InvitationHash, tokenHash).SetProperty(one => one.InvitationExpiresAt, expiresAt), token),
        cancellationToken);

    /// <summary>Takes the invitation back.</summary>
    /// <param name="id">The interview.</param>
    /// <param name="actor">Who does, as the audit trail names people.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <returns>Whether there is such an interview, and it is open.</returns>
    public Task<bool> RevokeInvitationAsync(Guid id, string actor, CancellationToken cancellationToken) => ChangeAsync(
        id,
        "invitation-revoked",
        actor,
        (_, interviews, token) => interviews.ExecuteUpdateAsync(
            set => set.SetProperty(one => one.InvitationHash, (string?)null).SetProperty(one => one.InvitationExpiresAt, (DateTimeOffset?)null), token),
        cancellationToken);

    /// <summary>Closes an interview to further answers. Who came by its invitation stays, to read that and what they sent; nobody else comes by it.</summary>
    /// <param name="id">The interview.</param>
    /// <param name="actor">Who does, as the audit trail names people.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <returns>Whether there is such an interview, and it was open.</returns>
    public Task<bool> CloseAsync(Guid id, string actor, CancellationToken cancellationToken)
    {
        var now = database.Now();
        return ChangeAsync(
            id,
            "interview-closed",
            actor,
            (_, interviews, token) => interviews.ExecuteUpdateAsync(set => set.SetProperty(one => one.ClosedAt, now), token),
            cancellationToken);
    }

    /// <summary>An interview; null where there is none of this id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Interview?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        database.ReadAsync(context => context.Interviews.SingleOrDefaultAsync(interview => interview.Id == id, cancellationToken));

    /// <summary>The interview that a token invites to, open or closed; null where the token is unknown, taken back or has ended.</summary>
    /// <param name="tokenHash">The SHA-256 of the token, in lower-case hexadecimal.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Interview?> FindByInvitationAsync(string tokenHash, CancellationToken cancellationToken)
    {
        var now = database.Now();
        return database.ReadAsync(context => context.Interviews.SingleOrDefaultAsync(
            interview => interview.InvitationHash == tokenHash && interview.InvitationExpiresAt > now, cancellationToken));
    }

    /// <summary>Interviews, the newest first.</summary>
    /// <param name="candidateId">Of this candidate alone; null for all.</param>
    /// <param name="after">Where the last part ended; null for the first.</param>
    /// <param name="limit">How many, 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Page<Interview>> ListAsync(Guid? candidateId, Guid? after, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(context => context.Interviews
            .Where(interview => (candidateId == null || interview.CandidateId == candidateId) && (after == null || interview.Id < after))
            .OrderByDescending(interview => interview.Id)
            .PageAsync(interview => interview.Id, limit, cancellationToken));

    private static Interview New(Guid candidateId, string title, ImmutableArray<string> questions, string actor, DateTimeOffset now) => questions.IsDefaultOrEmpty
        ? throw new InputException(new InputProblem("questions", null, "none", "at least one question's id"))
        : new Interview
        {
            Id = OrderedId.Next(now),
            CandidateId = candidateId,
            Title = StoredText.Checked("title", title, MaxTitle),
            Questions = questions,
            CreatedBy = actor,
            CreatedAt = now,
        };

    private static void Add(StorageContext context, Interview interview)
    {
        context.Add(interview);
        context.Happened(new AuditEvent(interview.CreatedAt, interview.CreatedBy, "interview-added", $"interview:{interview.Id}"));
    }

    private Task<bool> ChangeAsync(
        Guid id, string action, string actor, Func<StorageContext, IQueryable<Interview>, CancellationToken, Task<int>> change, CancellationToken cancellationToken)
    {
        var now = database.Now();
        return database.WriteAsync(
            async (context, token) =>
            {
                var changed = await change(context, context.Interviews.Where(one => one.Id == id && one.ClosedAt == null), token).ConfigureAwait(false) > 0;
                if (changed)
                {
                    context.Happened(new AuditEvent(now, actor, action, $"interview:{id}"));
                }

                return changed;
            },
            cancellationToken);
    }
}
