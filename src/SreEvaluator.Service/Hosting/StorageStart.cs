using SreEvaluator.Storage;

namespace SreEvaluator.Service.Hosting;

/// <summary>Opens the database before anything else starts.</summary>
/// <param name="database">The database.</param>
internal sealed class StorageStart(Database database) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => database.OpenAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
