namespace SreEvaluator.Service.Tests.Support;

/// <summary>One running service for the tests of a class, set as it is by itself.</summary>
public sealed class ServiceFixture : IAsyncLifetime
{
    internal RunningService Service { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Service = await RunningService.StartAsync();

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}
