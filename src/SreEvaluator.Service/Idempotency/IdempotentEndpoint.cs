namespace SreEvaluator.Service.Idempotency;

/// <summary>Marks an endpoint that heeds <see cref="IdempotencyHeader"/>.</summary>
internal sealed class IdempotentEndpoint
{
    /// <summary>The mark of an endpoint whose body is kept in memory, to be read twice.</summary>
    public static readonly IdempotentEndpoint Mark = new();

    /// <summary>The mark of an endpoint that takes files, and hashes the body itself while it reads it.</summary>
    public static readonly IdempotentEndpoint MarkOfFiles = new();

    private IdempotentEndpoint()
    {
    }
}
