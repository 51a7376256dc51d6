namespace SreEvaluator.Storage;

/// <summary>What became of an answer that was sent.</summary>
/// <param name="Answer">The answer as it is kept.</param>
/// <param name="Earlier">The request that brought the same answer under the same idempotency key before; null where this one did.</param>
public sealed record Accepted(StoredAnswer Answer, IdempotentRequest? Earlier);
