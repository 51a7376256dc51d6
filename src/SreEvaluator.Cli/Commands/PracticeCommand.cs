using System.CommandLine;
using SreEvaluator.Cli.Practice;
using SreEvaluator.Cli.Rendering;

namespace SreEvaluator.Cli.Commands;

/// <summary>Practises answers and keeps every attempt.</summary>
internal static class PracticeCommand
{
    private const string Epilogue = """
        On a terminal it asks for a scenario, lets you write in $VISUAL or $EDITOR or
        right here, shows what is there and hints at what is missing, and lets you
        try again. Otherwise it takes one answer from standard input.

        Attempts and drafts are kept in $XDG_DATA_HOME/sre-evaluator, which is
        ~/.local/share/sre-evaluator by default on Linux. A draft is kept when you
        stop with Ctrl+C.

        Examples:
          sre-evaluator practice
          sre-evaluator practice --question capacity-planning
          sre-evaluator practice --history
        """;

    public static Command Create(Shell shell)
    {
        var question = SharedOptions.Question(required: false);
        var history = new Option<bool>("--history") { Description = "Lists earlier attempts, with --question those at one question." };
        var grader = SharedOptions.Grader();
        var reveal = SharedOptions.Reveal();
        var rubrics = SharedOptions.Rubrics();
        var json = SharedOptions.Json();
        var command = new CommandWithExamples("practice", "Practises answers: write, see what is missing, try again.", Epilogue)
        {
            question, history, grader, reveal, rubrics, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = PracticeFolder.Of(shell.Environment);
            if (parsed.GetValue(history))
            {
                await WriteHistoryAsync(shell, folder, parsed.GetValue(question), parsed.GetValue(json));
                return ExitCode.Done;
            }

            using var host = CommandHost.For(shell, parsed, ("Grading:Rubrics", parsed.GetValue(rubrics)));
            var answerGrader = new AnswerGrader(shell, host, parsed.GetValue(grader));
            var session = new PracticeSession(shell, answerGrader, folder);
            var asked = parsed.GetValue(question) is { } id ? Questions.Find(answerGrader.RubricFolder, id) : null;
            if (shell.IsInteractive && !parsed.GetValue(json))
            {
                await session.RunAsync(asked, parsed.GetValue(reveal), cancellationToken);
                return ExitCode.Done;
            }

            if (asked is null)
            {
                throw new InputException(new InputProblem(
                    "--question", null, "nothing", "the id of a question, as this is no terminal to choose one at", "See them with: sre-evaluator rubric list"));
            }

            var answer = await AnswerSource.FromInputAsync(shell, cancellationToken);
            var (graded, practised) = await session.AttemptAsync(asked, answer, cancellationToken);
            if (parsed.GetValue(json))
            {
                shell.WriteJson(practised, PracticeContext.Default.Practised);
            }
            else
            {
                PracticePage.Write(shell.Console, graded, practised, parsed.GetValue(reveal));
            }

            return graded.ExitCode;
        });
        return command;
    }

    private static async Task WriteHistoryAsync(Shell shell, string folder, string? question, bool json)
    {
        var log = new AttemptLog(folder);
        var (attempts, unreadable) = log.Read(question);
        if (unreadable > 0)
        {
            await shell.Error.WriteLineAsync($"{unreadable} {(unreadable == 1 ? "line" : "lines")} of {log.Path} can't be read and {(unreadable == 1 ? "is" : "are")} left out.");
        }

        if (json)
        {
            shell.WriteJson([.. attempts], PracticeContext.Default.AttemptArray);
            return;
        }

        if (attempts.Count == 0)
        {
            shell.Console.Paragraph("No attempts yet. Begin with: sre-evaluator practice");
        }
        else
        {
            PracticePage.History(shell.Console, attempts, shell.Time.LocalTimeZone);
        }

        shell.Console.Paragraph($"Kept in {log.Path}", Page.Quiet);
    }
}
