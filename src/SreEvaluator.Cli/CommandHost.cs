using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SreEvaluator.Composition;

namespace SreEvaluator.Cli;

/// <summary>Builds the host of a command: configuration, logging, services.</summary>
internal static class CommandHost
{
    private const string Prefix = "SRE_";

    private const string WhereToSet =
        "Settings come from appsettings.json, environment variables such as SRE_Review__BandMargin=2, and --set Review:BandMargin=2.";

    /// <summary>The host, its options checked. It is not started: a command runs once and ends.</summary>
    /// <param name="shell">The shell.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="fromOptions">Settings that the command has options of its own for; null values are left out.</param>
    /// <exception cref="ConfigurationException">A setting can't be read.</exception>
    /// <exception cref="OptionsValidationException">A setting is missing or out of range.</exception>
    public static IHost For(Shell shell, ParseResult parsed, params IEnumerable<(string Key, string? Value)> fromOptions) =>
        For(shell, parsed, (_, _) => { }, fromOptions);

    /// <summary>The host with more than grading.</summary>
    /// <param name="shell">The shell.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="more">Registers what else the command needs.</param>
    /// <param name="fromOptions">Settings that the command has options of its own for; null values are left out.</param>
    /// <exception cref="ConfigurationException">A setting can't be read.</exception>
    /// <exception cref="OptionsValidationException">A setting is missing or out of range.</exception>
    public static IHost For(
        Shell shell, ParseResult parsed, Action<IServiceCollection, IConfiguration> more, params IEnumerable<(string Key, string? Value)> fromOptions)
    {
        // The empty builder: the default one reads and watches files and sets up four log providers, which takes longer than grading.
        var builder = Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory, DisableDefaults = true });
        AddConfiguration(builder.Configuration, shell, Settings.In(parsed), fromOptions);
        if (shell.Debug)
        {
            builder.Logging.SetMinimumLevel(LogLevel.Debug).AddSimpleConsole(format => format.SingleLine = true);
            builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
                console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        }

        builder.Services.AddSingleton(shell.Time);
        try
        {
            builder.Services.AddGrading(builder.Configuration);
            more(builder.Services, builder.Configuration);
            var host = builder.Build();
            host.Services.GetRequiredService<IStartupValidator>().Validate();
            return host;
        }
        catch (InvalidOperationException failure) when (failure is not ObjectDisposedException)
        {
            // How the binder says that a value is of no use.
            throw new ConfigurationException($"{failure.Message} {WhereToSet}", failure);
        }
    }

    private static void AddConfiguration(
        ConfigurationManager configuration,
        Shell shell,
        IEnumerable<KeyValuePair<string, string?>> settings,
        IEnumerable<(string Key, string? Value)> fromOptions)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "appsettings.json");
        try
        {
            // Asked for by hand: the provider of a file that is not there still sets up what watches it.
            if (File.Exists(file))
            {
                configuration.AddJsonFile(file, optional: true, reloadOnChange: false);
            }
        }
        catch (InvalidDataException failure)
        {
            throw new ConfigurationException($"{file}: found what is no JSON; {failure.InnerException?.Message ?? failure.Message}", failure);
        }

        configuration.AddInMemoryCollection(shell.Environment
            .Where(variable => variable.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            .Select(variable => KeyValuePair.Create(
                variable.Key[Prefix.Length..].Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal), (string?)variable.Value)));
        configuration.AddInMemoryCollection(settings.Concat(
            fromOptions.Where(option => option.Value is not null).Select(option => KeyValuePair.Create(option.Key, option.Value))));
    }
}
