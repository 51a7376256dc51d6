using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SreEvaluator.Service.Hosting;
using SreEvaluator.Service.Tests.Support;

namespace SreEvaluator.Service.Tests.Hosting;

public sealed class ServiceProgramTests
{
    [Fact]
    public async Task Told_to_stop_before_it_listens_it_ends_in_good_order()
    {
        var folder = Directory.CreateTempSubdirectory("service-").FullName;
        using var logs = new CapturedLogs();
        await using (var app = ServiceHost.Build(
            ["--urls", "http://127.0.0.1:0", $"--Storage:ConnectionString=Data Source={folder}/kept.db;Pooling=False"],
            builder =>
            {
                builder.Logging.ClearProviders().AddProvider(logs);
                builder.Services.AddHostedService<StopDuringStart>();
            }))
        {
            await ServiceProgram.RunAsync(app).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

            app.Urls.ShouldNotContain(url => !url.EndsWith(":0", StringComparison.Ordinal), "it must not have come to listening");
        }

        logs.Lines.ShouldContain(line => line.Contains("started on Sqlite", StringComparison.Ordinal));
        logs.Lines.ShouldContain(line => line.Contains("stopped; nothing is left in hand", StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Stops the service after its worker has started and before it listens, as a signal may.</summary>
    private sealed class StopDuringStart(IHostApplicationLifetime lifetime) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            lifetime.StopApplication();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
