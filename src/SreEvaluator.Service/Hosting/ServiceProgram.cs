using Microsoft.Extensions.Options;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Hosting;

/// <summary>The program: runs the service, and says what is wrong where it can't.</summary>
internal static class ServiceProgram
{
    private const int Done = 0;
    private const int Unusable = 2;
    private const int Misconfigured = 4;

    /// <summary>Runs until it is told to stop.</summary>
    /// <param name="arguments">The command line.</param>
    /// <returns>The exit code: 0 stopped, 2 something it needs can't be used, 4 a setting is missing or wrong.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        try
        {
            await using var app = ServiceHost.Build(arguments);
            await RunAsync(app);
            return Done;
        }
        catch (OptionsValidationException failure)
        {
            return await FailAsync(failure.Failures, Misconfigured);
        }
        catch (AggregateException failure) when (failure.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            return await FailAsync(failure.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures), Misconfigured);
        }
        catch (InputException failure)
        {
            return await FailAsync(failure.Problems.Select(problem => problem.ToString()), Unusable);
        }
        catch (Exception failure) when (failure is StorageException or IOException)
        {
            // The second is how the server says that it can't listen.
            return await FailAsync([failure.Message], Unusable);
        }
        catch (Exception failure) when (failure is FormatException or InvalidDataException || (failure is InvalidOperationException and not ObjectDisposedException))
        {
            // How the binder says that a value is of no use.
            return await FailAsync([$"{failure.Message} Settings come from appsettings.json, environment variables such as SRE_Storage__Provider=sqlite, and --Storage:Provider=sqlite."], Misconfigured);
        }
    }

    /// <summary>Runs until it is told to stop, which may be while it still starts: then what has started ends in good order, and nothing has failed.</summary>
    public static async Task RunAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await app.StopAsync();
            return;
        }

        await app.WaitForShutdownAsync();
    }

    private static async Task<int> FailAsync(IEnumerable<string> messages, int exitCode)
    {
        foreach (var message in messages)
        {
            await Console.Error.WriteLineAsync($"error: {message}");
        }

        return exitCode;
    }
}
