using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Microsoft.Extensions.Options;
using SreEvaluator.Batches.Servers;
using SreEvaluator.Cli.Commands;
using SreEvaluator.Storage;

namespace SreEvaluator.Cli;

/// <summary>The program: its commands, and what becomes of their failures.</summary>
internal static class CommandLine
{
    private const string Name = "sre-evaluator";

    private const string Epilogue = """
        Examples:
          echo "I would roll back first." | sre-evaluator grade --question incident-management
          sre-evaluator batch answers.csv --out results
          sre-evaluator practice
          sre-evaluator rubric list

        Exit codes:
          0    done; for grade: the answer is graded
          1    a bug of this program
          2    wrong usage, or input that can't be used
          3    nothing could be assessed
          4    a setting is missing or wrong
          5    beyond what was allowed: judges too far apart, credit gained unseen
          6    the most that a batch may cost is used up
          7    a decision pack or the audit trail does not hold
          130  cancelled

        Settings come from appsettings.json beside the program, from environment
        variables such as SRE_Judge__Provider=ollama, and from --set; the later wins.
        NO_COLOR=1 turns colours off, SRE_DEBUG=1 shows details of what goes wrong.
        """;

    /// <summary>Runs a command line and returns the exit code.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Shell shell, CancellationToken cancellationToken)
    {
        var parsed = Root(shell).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
        {
            return await UsageErrorAsync(parsed, shell);
        }

        using var output = new TrimmedLines(shell.Output);
        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = output,
                    Error = shell.Error,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                },
                cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await shell.Error.WriteLineAsync("Cancelled.");
            return ExitCode.Cancelled;
        }
        catch (InputException failure)
        {
            return await FailAsync(shell, failure, failure.Problems.Select(problem => problem.ToString()), ExitCode.Input);
        }
        catch (OptionsValidationException failure)
        {
            return await FailAsync(shell, failure, failure.Failures, ExitCode.Configuration);
        }
        catch (AggregateException failure) when (failure.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            // How the startup check says that more than one section is wrong.
            var failures = failure.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures);
            return await FailAsync(shell, failure, failures, ExitCode.Configuration);
        }
        catch (Exception failure) when (failure is ConfigurationException or ServerException)
        {
            return await FailAsync(shell, failure, [failure.Message], ExitCode.Configuration);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or StorageException)
        {
            return await FailAsync(shell, failure, [failure.Message], ExitCode.Input);
        }
#pragma warning disable CA1031 // The last edge: whatever arrives here is a bug, and the caller is to get a message and an exit code, not a stack trace.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            var hint = shell.Debug ? string.Empty : " Set SRE_DEBUG=1 to see the details.";
            return await FailAsync(shell, failure, [$"unexpected: {failure.GetType().Name}: {failure.Message}{hint}"], ExitCode.Bug);
        }
    }

    private static RootCommand Root(Shell shell)
    {
        var root = new RootCommand("Grades free-text answers to SRE interview questions against rubrics, point by point, with quotes from the answer.")
        {
            GradeCommand.Create(shell),
            BatchCommand.Create(shell),
            ReviewCommand.Create(shell),
            ReportCommand.Create(shell),
            PracticeCommand.Create(shell),
            RubricCommand.Create(shell),
            JudgeCommand.Create(shell),
            EvaluateCommand.Create(shell),
            TrainCommand.Create(shell),
            ServeCommand.Create(shell),
            DbCommand.Create(shell),
        };
        root.Options.Add(Settings.Option());
        root.Options.Add(Settings.NoCache());
        root.SetAction(parsed =>
        {
            // Nothing was asked for: whoever typed it wants to know what there is.
            parsed.CommandResult.Command.Parse("--help").Invoke(parsed.InvocationConfiguration);
            return ExitCode.Input;
        });
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, Epilogue, shell.Console.Profile.Width);
        return root;
    }

    private static async Task<int> UsageErrorAsync(ParseResult parsed, Shell shell)
    {
        // A word that is no command leaves the command missing too, which is said first: one message for one mistake.
        var missesCommand = parsed.UnmatchedTokens.Count > 0 && parsed.Errors.Count > parsed.UnmatchedTokens.Count;
        foreach (var error in parsed.Errors.Skip(missesCommand && parsed.CommandResult.Command.Subcommands.Count > 0 ? 1 : 0))
        {
            await shell.Error.WriteLineAsync($"error: {error.Message}");
        }

        if (parsed.CommandResult.Command.Subcommands is { Count: > 0 } commands)
        {
            await shell.Error.WriteLineAsync($"Commands: {string.Join(", ", commands.Select(command => command.Name))}.");
        }

        await shell.Error.WriteLineAsync($"See {string.Join(' ', CommandPath(parsed.CommandResult))} --help.");
        return ExitCode.Input;
    }

    private static IEnumerable<string> CommandPath(CommandResult result) =>
        result.Parent is CommandResult parent ? CommandPath(parent).Append(result.Command.Name) : [Name];

    private static async Task<int> FailAsync(Shell shell, Exception failure, IEnumerable<string> messages, int exitCode)
    {
        foreach (var message in messages)
        {
            await shell.Error.WriteLineAsync($"error: {message}");
        }

        if (shell.Debug)
        {
            await shell.Error.WriteLineAsync(failure.ToString());
        }

        return exitCode;
    }
}
