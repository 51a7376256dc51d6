using Microsoft.AspNetCore.Builder;

namespace SreEvaluator.Service.Tests.Support;

/// <summary>The whole service on a port of its own.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private RunningService(WebApplication app, string folder)
    {
        _app = app;
        _folder = folder;
        Address = new Uri(app.Urls.First());
        Client = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    /// <summary>A client without a login.</summary>
    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<RunningService> StartAsync(params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("service-").FullName;
        var app = ServiceHost.Build(
        [
            "--urls", "http://127.0.0.1:0", $"--Storage:ConnectionString=Data Source={folder}/kept.db;Pooling=False", .. settings.Select(setting => $"--{setting}"),
        ]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new RunningService(app, folder);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
