using System.Text;
using Spectre.Console;

namespace SreEvaluator.Cli.Tests.Support;

/// <summary>One command line, run in this process from arguments to exit code.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    /// <summary>What it wrote to standard output, with the line breaks of wrapping undone.</summary>
    public string Unwrapped => string.Join(' ', Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Runs with an empty standard input, or a text at it.</summary>
    public static Task<CliRun> Of(string arguments, string input = "") => With(arguments.Split(' '), Encoding.UTF8.GetBytes(input));

    /// <summary>Runs with bytes at standard input and an environment that holds nothing else.</summary>
    public static async Task<CliRun> With(
        IReadOnlyList<string> arguments,
        byte[]? input = null,
        IReadOnlyDictionary<string, string>? environment = null,
        CancellationToken? cancellationToken = null,
        TimeProvider? time = null)
    {
        using var stream = new MemoryStream(input ?? []);
        return await At(terminal: null, arguments, stream, environment, cancellationToken ?? TestContext.Current.CancellationToken, time);
    }

    /// <summary>Runs with a person at a terminal, or without where it is null.</summary>
    public static async Task<CliRun> At(
        IAnsiConsole? terminal,
        IReadOnlyList<string> arguments,
        Stream input,
        IReadOnlyDictionary<string, string>? environment,
        CancellationToken cancellationToken,
        TimeProvider? time = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var shell = new Shell
        {
            Input = input,
            InputIsTerminal = terminal is not null,
            Output = output,
            Error = error,
            Console = terminal ?? Shell.Plain(output),
            Environment = environment ?? new Dictionary<string, string>(),
            Time = time ?? TimeProvider.System,
        };
        var exitCode = await CommandLine.RunAsync(arguments, shell, cancellationToken);
        return new CliRun(exitCode, output.ToString(), error.ToString());
    }
}
