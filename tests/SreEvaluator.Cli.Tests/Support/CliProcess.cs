using System.Diagnostics;
using System.Text;

namespace SreEvaluator.Cli.Tests.Support;

/// <summary>The program as a process of its own.</summary>
internal sealed class CliProcess : IDisposable
{
    // The program's own folder: beside the tests it lacks the assemblies that they take from a shared framework.
    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory.Replace(Path.Combine("tests", "SreEvaluator.Cli.Tests"), Path.Combine("src", "SreEvaluator.Cli"), StringComparison.Ordinal),
        "sre-evaluator.dll");

    private readonly Process _process;

    private CliProcess(Process process) => _process = process;

    /// <summary>Starts it with an environment that is this process's and what is added.</summary>
    public static CliProcess Start(string arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments.Split(' ')])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new CliProcess(Process.Start(start)!);
    }

    /// <summary>Sends it a signal by name, such as INT.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-s", signal, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Gives it a text, ends its input where asked to, and waits for its end.</summary>
    public async Task<CliRun> EndAsync(string? input = null)
    {
        if (input is not null)
        {
            try
            {
                await _process.StandardInput.WriteAsync(input);
                _process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It ended without reading it, and its exit code says why.
            }
        }

        var output = _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CliRun(_process.ExitCode, await output, await error);
    }

    public void Dispose() => _process.Dispose();
}
