namespace SreEvaluator.Storage;

/// <summary>The response to a request under an idempotency key: what the same request gets again.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body, JSON.</param>
/// <param name="Location">Where what was made is; null where the response does not say it.</param>
public sealed record KeptResponse(int Status, string Body, string? Location);
