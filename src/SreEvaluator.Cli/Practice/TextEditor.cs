using System.Diagnostics;

namespace SreEvaluator.Cli.Practice;

/// <summary>The user's own editor: <c>$VISUAL</c>, or else <c>$EDITOR</c>.</summary>
/// <param name="command">The command, which may hold arguments.</param>
internal sealed class TextEditor(string command)
{
    /// <summary>The name to show for it.</summary>
    public string Name { get; } = Path.GetFileName(command.Trim().Split(' ', 2)[0]);

    /// <summary>The editor of an environment; null where it names none.</summary>
    public static TextEditor? Of(IReadOnlyDictionary<string, string> environment)
    {
        foreach (var variable in (string[])["VISUAL", "EDITOR"])
        {
            if (environment.GetValueOrDefault(variable) is { } command && !string.IsNullOrWhiteSpace(command))
            {
                return new TextEditor(command);
            }
        }

        return null;
    }

    /// <summary>Lets the user edit a file. Meanwhile Ctrl+C belongs to the editor.</summary>
    /// <exception cref="InputException">The editor does not start, or fails.</exception>
    public async Task EditAsync(string path, Interruption? interruption)
    {
        using var hold = interruption?.Hold();

        // A shell takes the command apart, as other programs do that honour these variables.
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo("cmd.exe", ["/c", $"{command} \"{path}\""])
            : new ProcessStartInfo("/bin/sh", ["-c", $"{command} \"$1\"", "sre-evaluator", path]);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(CancellationToken.None);
        if (process.ExitCode != 0)
        {
            throw new InputException(new InputProblem(
                "VISUAL or EDITOR", null, $"{command}, which ended with code {process.ExitCode}", "an editor that can be run", "Set VISUAL to your editor."));
        }
    }
}
