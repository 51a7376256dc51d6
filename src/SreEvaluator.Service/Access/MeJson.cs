namespace SreEvaluator.Service.Access;

/// <summary>Who the caller is.</summary>
/// <param name="Actor">As the audit trail names them.</param>
/// <param name="Name">How people call them.</param>
/// <param name="Role">What they may do.</param>
/// <param name="CandidateId">The candidate that they are; null for none.</param>
/// <param name="Scopes">What they are limited to; empty for all that the role may.</param>
public sealed record MeJson(string Actor, string Name, string Role, Guid? CandidateId, IReadOnlyList<string> Scopes)
{
    internal static MeJson Of(Caller caller) => new(caller.Actor, caller.Name, RoleName.Of(caller.Role), caller.CandidateId, caller.Scopes);
}
