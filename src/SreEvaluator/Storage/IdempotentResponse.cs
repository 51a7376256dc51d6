namespace SreEvaluator.Storage;

/// <summary>A response that is kept under an idempotency key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Response">The response.</param>
public sealed record IdempotentResponse(IdempotencyKey Key, KeptResponse Response);
