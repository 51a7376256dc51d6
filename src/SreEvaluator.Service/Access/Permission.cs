using SreEvaluator.Storage;

namespace SreEvaluator.Service.Access;

/// <summary>Who may use an endpoint.</summary>
/// <param name="Least">The least role.</param>
/// <param name="Scope">What a limited key must be limited to.</param>
/// <param name="ByInvitation">Whether a candidate may who came by an invitation, to answer and for nothing else.</param>
internal sealed record Permission(Role Least, string Scope, bool ByInvitation = true)
{
    /// <summary>Who may use an endpoint; null where nothing is said.</summary>
    public static Permission? Of(Endpoint endpoint) => endpoint.Metadata.GetMetadata<Permission>();
}
