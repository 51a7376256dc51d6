namespace SreEvaluator.Service.Idempotency;

/// <summary>Marks endpoints.</summary>
internal static class IdempotentEndpoints
{
    /// <summary>The endpoint does its work once for each <see cref="IdempotencyHeader"/>.</summary>
    public static RouteHandlerBuilder Idempotent(this RouteHandlerBuilder endpoint) =>
        endpoint.AddEndpointFilter<IdempotentFilter>().WithMetadata(IdempotentEndpoint.Mark);
}
