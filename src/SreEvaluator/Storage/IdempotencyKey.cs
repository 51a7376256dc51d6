namespace SreEvaluator.Storage;

/// <summary>A caller's promise that two requests are the same one.</summary>
/// <param name="Owner">Who sent it, as the audit trail names people; keys of different owners have nothing to do with each other.</param>
/// <param name="Key">The key as it was sent; 1 to <see cref="MaxKey"/> characters of plain text.</param>
/// <param name="BodyHash">The SHA-256 of method, path and body, in lower-case hexadecimal.</param>
public sealed record IdempotencyKey(string Owner, string Key, string BodyHash)
{
    /// <summary>The longest key, in characters.</summary>
    public const int MaxKey = 200;

    /// <summary>The key as it was sent.</summary>
    public string Key { get; } = StoredText.Checked("Idempotency-Key", Key, MaxKey);
}
