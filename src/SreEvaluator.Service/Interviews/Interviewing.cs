using System.Collections.Immutable;
using System.Globalization;
using SreEvaluator.Rubrics;
using SreEvaluator.Service.Access;
using SreEvaluator.Service.Problems;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Interviews;

/// <summary>What can be done with interviews, and by whom. The API and the pages share it.</summary>
/// <param name="interviews">The interviews.</param>
/// <param name="data">Erases them.</param>
/// <param name="rubrics">The questions.</param>
/// <param name="time">The clock.</param>
internal sealed class Interviewing(InterviewStore interviews, PersonalData data, RubricLibrary rubrics, TimeProvider time)
{
    /// <summary>How many days an invitation holds where nobody says.</summary>
    public const int UsualDays = 7;

    /// <summary>How many days it holds at most.</summary>
    public const int MostDays = 90;

    /// <summary>An interview.</summary>
    /// <exception cref="ProblemException">There is none that the caller may see.</exception>
    public async Task<Interview> FindAsync(Guid id, Caller caller, CancellationToken cancellationToken) =>
        await interviews.FindAsync(id, cancellationToken) is { } interview && (!caller.SeesOwnOnly || interview.CandidateId == caller.CandidateId)
            ? interview
            : throw new ProblemException(ProblemKind.NotFound, "There is no interview of this id.");

    /// <summary>Interviews, the newest first; a candidate's own.</summary>
    public Task<Page<Interview>> ListAsync(Guid? candidateId, Guid? after, int limit, Caller caller, CancellationToken cancellationToken) =>
        // A candidate's key without a candidate sees nothing.
        interviews.ListAsync(caller.SeesOwnOnly ? caller.CandidateId ?? Guid.Empty : candidateId, after, limit, cancellationToken);

    /// <summary>Makes an interview with a candidate who is there.</summary>
    /// <exception cref="InputException">Something of it can't be used.</exception>
    public Task<Interview> AddAsync(Guid candidateId, string? title, IEnumerable<string?>? questions, Caller caller, CancellationToken cancellationToken) =>
        interviews.AddAsync(candidateId, title ?? string.Empty, Known(questions), caller.Actor, cancellationToken);

    /// <summary>Makes an interview with somebody who is entered with it.</summary>
    /// <exception cref="InputException">Something of it can't be used.</exception>
    public Task<Interview> AddAsync(string? candidate, string? title, IEnumerable<string?>? questions, Caller caller, CancellationToken cancellationToken) =>
        interviews.AddAsync(candidate ?? string.Empty, title ?? string.Empty, Known(questions), caller.Actor, cancellationToken);

    /// <summary>Gives an interview another title and other questions, as long as none is answered.</summary>
    /// <exception cref="InputException">Something of it can't be used.</exception>
    /// <exception cref="ProblemException">There is no such interview, it is closed, or an answer is there.</exception>
    public async Task ChangeAsync(Guid id, string? title, IEnumerable<string?>? questions, Caller caller, CancellationToken cancellationToken)
    {
        if (!await interviews.ChangeAsync(id, title ?? string.Empty, Known(questions), caller.Actor, cancellationToken))
        {
            await FindAsync(id, caller, cancellationToken);
            throw new ProblemException(ProblemKind.Conflict, "The interview has an answer already, or is closed: its title and its questions stay as they are.");
        }
    }

    /// <summary>Whether somebody may erase an interview: whoever made it, and admins.</summary>
    public static bool MayErase(Interview interview, Caller caller) => caller.Role == Role.Admin || interview.CreatedBy == caller.Actor;

    /// <summary>Erases an interview with its answers and all that was made of them, for good.</summary>
    /// <exception cref="ProblemException">There is no such interview, or it is somebody else's.</exception>
    public async Task EraseAsync(Guid id, Caller caller, CancellationToken cancellationToken)
    {
        if (!MayErase(await FindAsync(id, caller, cancellationToken), caller))
        {
            throw new ProblemException(ProblemKind.NotAllowed, "An interview is erased by whoever made it, or by an admin.");
        }

        await data.EraseInterviewAsync(id, caller.Actor, cancellationToken);
    }

    /// <summary>Invites the candidate; an earlier invitation ends.</summary>
    /// <param name="id">The interview.</param>
    /// <param name="days">How many days it holds; null for <see cref="UsualDays"/>.</param>
    /// <param name="caller">Who invites.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <returns>The invitation's token, which is kept nowhere, and when it ends.</returns>
    /// <exception cref="InputException">The days can't be used.</exception>
    /// <exception cref="ProblemException">There is no such interview, or it is closed.</exception>
    public async Task<(string Token, DateTimeOffset ExpiresAt)> InviteAsync(Guid id, int? days, Caller caller, CancellationToken cancellationToken)
    {
        var holds = days ?? UsualDays;
        if (holds is < 1 or > MostDays)
        {
            throw new InputException(new InputProblem("days", null, holds.ToString(CultureInfo.InvariantCulture), $"1 to {MostDays}"));
        }

        var token = SecretToken.New(string.Empty);
        var end = time.GetUtcNow() + TimeSpan.FromDays(holds);
        if (!await interviews.InviteAsync(id, SecretToken.Hash(token), end, caller.Actor, cancellationToken))
        {
            throw await NoneOrClosedAsync(id, caller, cancellationToken);
        }

        return (token, end);
    }

    /// <summary>Takes the invitation back.</summary>
    /// <exception cref="ProblemException">There is no such interview, or it is closed.</exception>
    public async Task TakeBackAsync(Guid id, Caller caller, CancellationToken cancellationToken)
    {
        if (!await interviews.RevokeInvitationAsync(id, caller.Actor, cancellationToken))
        {
            throw await NoneOrClosedAsync(id, caller, cancellationToken);
        }
    }

    /// <summary>Closes an interview to further answers; one that is closed stays so.</summary>
    /// <exception cref="ProblemException">There is no such interview.</exception>
    public async Task<Interview> CloseAsync(Guid id, Caller caller, CancellationToken cancellationToken)
    {
        await interviews.CloseAsync(id, caller.Actor, cancellationToken);
        return await FindAsync(id, caller, cancellationToken);
    }

    private ImmutableArray<string> Known(IEnumerable<string?>? questions)
    {
        ImmutableArray<string> ids = [.. (questions ?? []).Select(id => id ?? string.Empty).Distinct(StringComparer.Ordinal)];
        return ids.All(id => rubrics.Find(id) is not null)
            ? ids
            : throw new InputException(new InputProblem("questions", null, "an unknown question", "ids of questions, see /api/v1/questions"));
    }

    private async Task<ProblemException> NoneOrClosedAsync(Guid id, Caller caller, CancellationToken cancellationToken)
    {
        await FindAsync(id, caller, cancellationToken);
        return new ProblemException(ProblemKind.Conflict, "The interview is closed.");
    }
}
