using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using SreEvaluator.Composition;
using SreEvaluator.Service.Worker;
using SreEvaluator.Storage;

namespace SreEvaluator.Bench;

/// <summary>A worker as the service runs it, in this process or in one of its own.</summary>
internal static class WorkerProcess
{
    /// <summary>Works until standard input ends.</summary>
    public static async Task<int> RunAsync(string provider, string connection, string endpoint, string concurrency)
    {
        using var host = Build(provider, connection, endpoint, concurrency);
        await host.StartAsync();
        Console.WriteLine("ready");
        await Console.In.ReadToEndAsync();
        await host.StopAsync();
        return 0;
    }

    /// <summary>A worker that is not started yet.</summary>
    /// <param name="provider">sqlite or postgres.</param>
    /// <param name="connection">How the database is reached.</param>
    /// <param name="endpoint">Where the judge's model is; empty for the local grader.</param>
    /// <param name="concurrency">How many answers are graded at once.</param>
    public static IHost Build(string provider, string connection, string endpoint, string concurrency)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Provider"] = provider,
            ["Storage:ConnectionString"] = connection,
            ["Worker:Concurrency"] = concurrency,
            ["Worker:ShardsAtOnce"] = "8",
        });
        if (endpoint.Length > 0)
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Judge:Provider"] = "openai-compatible",
                ["Judge:Endpoint"] = endpoint,
                ["Judge:Model"] = "bench-model",
                ["Judge:ApiKey"] = "key",
                ["Judge:MaxConcurrency"] = concurrency,
                ["Judge:Cache"] = "off",
            });
        }

        builder.Services.AddGrading(builder.Configuration).AddStorage(builder.Configuration).AddWorker(builder.Configuration);
        return builder.Build();
    }
}
