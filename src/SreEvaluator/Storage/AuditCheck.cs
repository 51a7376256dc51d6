namespace SreEvaluator.Storage;

/// <summary>What a look at the whole audit trail found.</summary>
/// <param name="Entries">How many entries are whole, from the first on.</param>
/// <param name="LastHash">The hash of the last of them. Kept elsewhere, it tells later whether the end of the trail was cut off.</param>
/// <param name="FirstBroken">The number of the first entry that was changed, put in, or follows one that was removed; null where all are whole.</param>
public sealed record AuditCheck(long Entries, string LastHash, long? FirstBroken);
