using SreEvaluator.Storage;

namespace SreEvaluator.Service.Interviews;

/// <summary>Questions that one candidate is asked.</summary>
/// <param name="Id">Unique.</param>
/// <param name="CandidateId">The candidate.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Questions">The ids of the questions, in their order.</param>
/// <param name="InvitedUntil">When the invitation ends; null where there is none.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ClosedAt">When it was closed to further answers; null while it is open.</param>
public sealed record InterviewJson(
    Guid Id, Guid CandidateId, string Title, IReadOnlyList<string> Questions, DateTimeOffset? InvitedUntil, DateTimeOffset CreatedAt, DateTimeOffset? ClosedAt)
{
    internal static InterviewJson Of(Interview one) =>
        new(one.Id, one.CandidateId, one.Title, one.Questions, one.ClosedAt is null ? one.InvitationExpiresAt : null, one.CreatedAt, one.ClosedAt);
}
