using SreEvaluator.Storage;

namespace SreEvaluator.Service.Access;

/// <summary>Something that was done.</summary>
/// <param name="Number">Its place in the trail, from 1.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">What.</param>
/// <param name="Subject">To what.</param>
/// <param name="Detail">What else is worth knowing; null for nothing.</param>
/// <param name="Hash">The hash that the next entry builds on.</param>
public sealed record AuditEntryJson(long Number, DateTimeOffset At, string Actor, string Action, string Subject, string? Detail, string Hash)
{
    internal static AuditEntryJson Of(AuditEntry entry) => new(entry.Number, entry.At, entry.Actor, entry.Action, entry.Subject, entry.Detail, entry.Hash);
}
