using Spectre.Console;
using Spectre.Console.Rendering;
using Spectre.Console.Testing;

namespace SreEvaluator.Cli.Tests.Support;

/// <summary>A terminal with a person at it, who goes down each menu to the entry that is next on a list and chooses it.</summary>
/// <param name="terminal">What they see.</param>
/// <param name="choices">How the entries begin that they choose, in order.</param>
internal sealed class ScriptedPerson(TestConsole terminal, IEnumerable<string> choices) : IAnsiConsole, IAnsiConsoleInput
{
    private const string Pointer = "> ";

    private readonly Queue<string> _choices = new(choices);

    public Profile Profile => terminal.Profile;

    public IAnsiConsoleCursor Cursor => terminal.Cursor;

    public IAnsiConsoleInput Input => this;

    public IExclusivityMode ExclusivityMode => terminal.ExclusivityMode;

    public RenderPipeline Pipeline => terminal.Pipeline;

    public void Clear(bool home) => terminal.Clear(home);

    public void Write(IRenderable renderable) => terminal.Write(renderable);

    public void WriteAnsi(Action<AnsiWriter> action) => terminal.WriteAnsi(action);

    public bool IsKeyAvailable() => true;

    public ConsoleKeyInfo? ReadKey(bool intercept)
    {
        var wanted = _choices.Count > 0 ? _choices.Peek() : throw new InvalidOperationException($"Nothing left to choose at:\n{terminal.Output}");
        var pointed = terminal.Output.Split('\n').Last(line => line.StartsWith(Pointer, StringComparison.Ordinal));
        if (!pointed[Pointer.Length..].StartsWith(wanted, StringComparison.Ordinal))
        {
            return new ConsoleKeyInfo('\0', ConsoleKey.DownArrow, shift: false, alt: false, control: false);
        }

        _choices.Dequeue();
        return new ConsoleKeyInfo('\r', ConsoleKey.Enter, shift: false, alt: false, control: false);
    }

    public Task<ConsoleKeyInfo?> ReadKeyAsync(bool intercept, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(ReadKey(intercept));
    }
}
