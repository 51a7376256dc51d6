namespace SreEvaluator.Service.Idempotency;

/// <summary>Marks an endpoint that heeds <see cref="IdempotencyHeader"/>.</summary>
internal sealed record IdempotentEndpoint
{
    /// <summary>The mark.</summary>
    public static readonly IdempotentEndpoint Mark = new();
}
