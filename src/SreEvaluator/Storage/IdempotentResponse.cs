namespace SreEvaluator.Storage;

/// <summary>A response that is kept under an idempotency key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Status">The response's status.</param>
/// <param name="Body">The response's body.</param>
public sealed record IdempotentResponse(IdempotencyKey Key, int Status, string Body);
