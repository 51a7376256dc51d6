namespace SreEvaluator.Storage;

/// <summary>An idempotency key was used again for something else. Nothing was done.</summary>
public sealed class IdempotencyConflictException : Exception
{
    internal IdempotencyConflictException()
        : base("The idempotency key was used for another request. Send a new key, or the same request again.")
    {
    }
}
