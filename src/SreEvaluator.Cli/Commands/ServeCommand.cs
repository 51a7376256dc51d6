using System.CommandLine;
using System.Diagnostics;

namespace SreEvaluator.Cli.Commands;

/// <summary>Runs the service: a program of its own beside this one, so that no other command has to load a web server.</summary>
internal static class ServeCommand
{
    private const string Epilogue = """
        Serves the HTTP API under /api/v1 and its reference at /api/reference until
        Ctrl+C. Settings are those of the other commands. On a server run
        sre-evaluator-service itself, which takes the same options. What is accepted is
        kept in sre-evaluator.db in the current folder, unless Storage:ConnectionString
        names another place.

        Examples:
          sre-evaluator serve
          sre-evaluator serve --urls http://127.0.0.1:8080
          sre-evaluator serve --set 'Storage:ConnectionString=Data Source=/data/sre.db'
          sre-evaluator serve --set Judge:Provider=ollama --set Judge:Model=qwen3
        """;

    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "sre-evaluator-service.exe" : "sre-evaluator-service");

    public static Command Create(Shell shell)
    {
        var urls = new Option<string?>("--urls")
        {
            Description = "Where to listen; several with semicolons between. Default: http://127.0.0.1:5080.",
            HelpName = "url",
        };
        var command = new CommandWithExamples("serve", "Runs the service: HTTP API and background grading.", Epilogue) { urls };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            [
                .. parsed.GetValue(urls) is { } given ? new[] { "--urls", given } : [],
                .. Settings.In(parsed).Select(setting => $"--{setting.Key}={setting.Value}"),
                "--EndWithInput=true",
            ],
            shell,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(IEnumerable<string> arguments, Shell shell, CancellationToken cancellationToken)
    {
        if (!File.Exists(Program))
        {
            throw new InputException(new InputProblem(Program, null, "no such file", "the service's program", "Install the whole folder of the program again."));
        }

        // The service ends when its input does: so it ends with this process, also when this one is killed.
        using var service = Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardInput = true, UseShellExecute = false })!;
        try
        {
            await service.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await shell.Error.WriteLineAsync("Stopping.");
            service.StandardInput.Close();
            await service.WaitForExitAsync(CancellationToken.None);
        }

        return service.ExitCode;
    }
}
