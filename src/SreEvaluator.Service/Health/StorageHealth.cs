using Microsoft.Extensions.Diagnostics.HealthChecks;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Health;

/// <summary>Whether the database replies.</summary>
/// <param name="database">The database.</param>
internal sealed class StorageHealth(Database database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await database.PingAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (StorageException failure)
        {
            return HealthCheckResult.Unhealthy(failure.Failure.ToString());
        }
    }
}
