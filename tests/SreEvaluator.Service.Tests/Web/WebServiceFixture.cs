using SreEvaluator.Service.Tests.Support;

namespace SreEvaluator.Service.Tests.Web;

/// <summary>One running service for the tests of a class.</summary>
public sealed class WebServiceFixture : IAsyncLifetime
{
    internal RunningService Service { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Service = await WebService.StartAsync();

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}
