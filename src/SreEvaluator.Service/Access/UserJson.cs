using SreEvaluator.Storage;

namespace SreEvaluator.Service.Access;

/// <summary>Somebody who signs in.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Name">How people call them.</param>
/// <param name="Role">What they may do.</param>
/// <param name="CandidateId">The candidate that they are; null for none.</param>
/// <param name="CreatedAt">When they first signed in.</param>
/// <param name="DisabledAt">Since when they may no longer sign in; null while they may.</param>
public sealed record UserJson(Guid Id, string Name, string Role, Guid? CandidateId, DateTimeOffset CreatedAt, DateTimeOffset? DisabledAt)
{
    internal static UserJson Of(User user) => new(user.Id, user.Name, RoleName.Of(user.Role), user.CandidateId, user.CreatedAt, user.DisabledAt);
}
