namespace SreEvaluator.Storage;

/// <summary>What was done, before it has its place in the audit trail.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">Who: <c>user:id</c>, <c>key:id</c>, <c>worker:name</c> or <c>system</c>.</param>
/// <param name="Action">What, a word or two with dashes.</param>
/// <param name="Subject">To what, as <c>kind:id</c>.</param>
/// <param name="Detail">What else is worth knowing; never an answer's text or a name.</param>
public sealed record AuditEvent(DateTimeOffset At, string Actor, string Action, string Subject, string? Detail = null);
