using Microsoft.AspNetCore.HostFiltering;

namespace SreEvaluator.Service.Hosting;

/// <summary>Where the service's settings come from, and how it listens and logs.</summary>
internal static class ServiceBuilder
{
    /// <summary>Where the service listens when nothing else is said.</summary>
    public const string DefaultUrls = "http://127.0.0.1:5080";

    private const string EnvironmentPrefix = "SRE_";

    /// <summary>A builder whose settings come from appsettings.json beside the program, the environment and the command line; the later wins.</summary>
    /// <param name="arguments">The command line.</param>
    public static WebApplicationBuilder Create(IReadOnlyList<string> arguments)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(ServiceBuilder).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });

        // The sources of the default builder would take settings from variables without the prefix, and watch the file.
        builder.Configuration.Sources.Clear();
        builder.Configuration
            .AddInMemoryCollection([new(WebHostDefaults.ServerUrlsKey, DefaultUrls)])
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true, reloadOnChange: false)
            .AddEnvironmentVariables(EnvironmentPrefix)
            .AddCommandLine([.. arguments]);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseUrls(builder.Configuration[WebHostDefaults.ServerUrlsKey] ?? DefaultUrls);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddHostFiltering(_ => { });
        builder.Services.Configure<HostFilteringOptions>(hosts => hosts.AllowedHosts = AllowedHosts(builder.Configuration));

        builder.Logging.ClearProviders();
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        // It warns that the database holds the keys of cookies as they are, which docs/operations.md says.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Logging.AddSimpleConsole(format => format.SingleLine = true);
        if (builder.Configuration.GetValue<bool>(StarterWatch.Setting))
        {
            builder.Services.AddHostedService<StarterWatch>();
        }

        return builder;
    }

    /// <summary>
    /// The names under which the service replies. On loopback alone only names of loopback count, so that a page elsewhere whose name suddenly points
    /// to this machine gets nothing.
    /// </summary>
    private static string[] AllowedHosts(ConfigurationManager configuration) => configuration["AllowedHosts"] is { Length: > 0 } named
        ? named.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        : Listening.Of(configuration).All(Listening.IsLoopback) ? ["localhost", "127.0.0.1", "[::1]"] : ["*"];
}
