using SreEvaluator.Storage;

namespace SreEvaluator.Service.Access;

/// <summary>Who may use an endpoint.</summary>
/// <param name="Least">The least role.</param>
/// <param name="Scope">What a limited key must be limited to.</param>
internal sealed record Permission(Role Least, string Scope)
{
    /// <summary>Who may use an endpoint; null where nothing is said.</summary>
    public static Permission? Of(Endpoint endpoint) => endpoint.Metadata.GetMetadata<Permission>();
}
