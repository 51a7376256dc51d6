using System.Collections;
using System.Text;
using Spectre.Console;

namespace SreEvaluator.Cli;

/// <summary>What a command runs in: its streams, its terminal, the environment and the clock.</summary>
internal sealed record Shell : IDisposable
{
    // Lines of a pipe or a file have no width; this one keeps tables readable.
    private const int PlainWidth = 100;

    private readonly Lazy<TextReader> _inputLines;

    public Shell() => _inputLines = new Lazy<TextReader>(() => new StreamReader(Input!, new UTF8Encoding(false), leaveOpen: true));

    /// <summary>Standard input, as bytes.</summary>
    public required Stream Input { get; init; }

    /// <summary>Whether a person types at standard input.</summary>
    public required bool InputIsTerminal { get; init; }

    /// <summary>Standard output, for JSON.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Standard error, for messages.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Standard output, for people.</summary>
    public required IAnsiConsole Console { get; init; }

    /// <summary>The environment's variables.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Ends the work; the caller of the process pressed Ctrl+C.</summary>
    public Interruption? Interruption { get; init; }

    /// <summary>Standard input, line by line.</summary>
    public TextReader InputLines => _inputLines.Value;

    /// <summary>Whether a person sits at both ends, so that there can be prompts.</summary>
    public bool IsInteractive => InputIsTerminal && Console.Profile.Capabilities.Interactive;

    /// <summary>Whether to show details of what goes wrong.</summary>
    public bool Debug => Environment.GetValueOrDefault("SRE_DEBUG") is { Length: > 0 } and not "0";

    /// <summary>The shell of this process.</summary>
    public static Shell OfProcess(Interruption interruption)
    {
        var environment = System.Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? string.Empty, StringComparer.Ordinal);
        return new Shell
        {
            Input = System.Console.OpenStandardInput(),
            InputIsTerminal = !System.Console.IsInputRedirected,
            Output = System.Console.Out,
            Error = System.Console.Error,
            Console = System.Console.IsOutputRedirected ? Plain(System.Console.Out) : Terminal(environment),
            Environment = environment,
            Interruption = interruption,
        };
    }

    /// <summary>A console for output that no person watches: no colours, no prompts, no spaces at the end of a line.</summary>
    public static IAnsiConsole Plain(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            Out = new AnsiConsoleOutput(new TrimmedLines(output)),
        });
        console.Profile.Width = PlainWidth;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    public void Dispose()
    {
        if (_inputLines.IsValueCreated)
        {
            _inputLines.Value.Dispose();
        }

        Input.Dispose();
    }

    private static IAnsiConsole Terminal(Dictionary<string, string> environment) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        ColorSystem = environment.GetValueOrDefault("NO_COLOR") is { Length: > 0 } ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        Out = new AnsiConsoleOutput(System.Console.Out),
    });
}
