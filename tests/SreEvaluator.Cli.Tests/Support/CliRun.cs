using System.Text;
using Spectre.Console;

namespace SreEvaluator.Cli.Tests.Support;

/// <summary>One command line, run in this process from arguments to exit code.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs with an empty standard input, or a text at it.</summary>
    public static Task<CliRun> Of(string arguments, string input = "") => With(arguments.Split(' '), Encoding.UTF8.GetBytes(input));

    /// <summary>Runs with bytes at standard input and an environment that holds nothing else.</summary>
    public static async Task<CliRun> With(
        IReadOnlyList<string> arguments,
        byte[]? input = null,
        IReadOnlyDictionary<string, string>? environment = null,
        IAnsiConsole? console = null,
        CancellationToken? cancellationToken = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var shell = new Shell
        {
            Input = new MemoryStream(input ?? []),
            InputIsTerminal = console is not null,
            Output = output,
            Error = error,
            Console = console ?? Shell.Plain(output),
            Environment = environment ?? new Dictionary<string, string>(),
        };
        var exitCode = await CommandLine.RunAsync(arguments, shell, cancellationToken ?? TestContext.Current.CancellationToken);
        return new CliRun(exitCode, output.ToString(), error.ToString());
    }
}
