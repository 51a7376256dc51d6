namespace SreEvaluator.Storage;

/// <summary>A request that was sent under an idempotency key, with the response to it.</summary>
public sealed record IdempotentRequest
{
    /// <summary>Who sent it, as the audit trail names people.</summary>
    public required string Owner { get; init; }

    /// <summary>The key; unique for one owner.</summary>
    public required string Key { get; init; }

    /// <summary>The SHA-256 of method, path and body.</summary>
    public required string BodyHash { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The answer that it brought; null where it brought none.</summary>
    public Guid? AnswerId { get; init; }

    /// <summary>The status of the response; null until there is one.</summary>
    public int? Status { get; init; }

    /// <summary>The body of the response; null until there is one.</summary>
    public string? Response { get; init; }

    /// <summary>Where what was made is; null where the response does not say it.</summary>
    public string? Location { get; init; }

    /// <summary>The response; null until there is one.</summary>
    public KeptResponse? Kept => Status is { } status && Response is { } response ? new KeptResponse(status, response, Location) : null;
}
