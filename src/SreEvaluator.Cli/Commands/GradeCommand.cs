using System.CommandLine;
using SreEvaluator.Cli.Rendering;
using SreEvaluator.Grading;

namespace SreEvaluator.Cli.Commands;

/// <summary>Grades one answer.</summary>
internal static class GradeCommand
{
    private const string Epilogue = """
        The answer is UTF-8 text of at most 64 KiB. Key points that are missing are
        named by id with a hint; --reveal shows what they are.

        Examples:
          sre-evaluator grade --question incident-management --answer-file answer.txt
          echo "I would roll back first." | sre-evaluator grade -q incident-management
          sre-evaluator grade -q incident-management -f answer.txt --json > result.json
          sre-evaluator grade -q incident-management -f answer.txt --grader judge
        """;

    private const string NoJudge = "No language model is configured, which is fine: the local grader needs none. To use one, see: sre-evaluator judge check --help";

    public static Command Create(Shell shell)
    {
        var question = SharedOptions.Question(required: true);
        var file = new Option<string>("--answer-file", "-f")
        {
            Description = "The file with the answer. Default: standard input.",
            HelpName = "path",
        };
        var id = new Option<string?>("--id") { Description = "What the answer is called in the result. Default: the name of the file.", HelpName = "id" };
        var grader = SharedOptions.Grader();
        var reveal = SharedOptions.Reveal();
        var rubrics = SharedOptions.Rubrics();
        var json = SharedOptions.Json();
        var command = new CommandWithExamples("grade", "Grades one answer to one question.", Epilogue) { question, file, id, grader, reveal, rubrics, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var host = CommandHost.For(shell, parsed, ("Grading:Rubrics", parsed.GetValue(rubrics)));
            var answerGrader = new AnswerGrader(shell, host, parsed.GetValue(grader));
            var asked = Questions.Find(answerGrader.RubricFolder, parsed.GetRequiredValue(question));
            var answer = parsed.GetValue(file) is { } path ? AnswerSource.FromFile(path) : await AnswerSource.FromInputAsync(shell, cancellationToken);
            answer = parsed.GetValue(id) is { } name ? new Answer(name, answer.Text) : answer;
            var graded = await answerGrader.GradeAsync(asked, answer, cancellationToken);
            if (parsed.GetValue(json))
            {
                if (graded.Evaluation.DegradedReason is { } reason)
                {
                    await shell.Error.WriteLineAsync($"warning: {ProvenanceLine.Degraded(reason)}");
                }

                await shell.Output.WriteLineAsync(graded.ToJson(parsed.GetValue(reveal)).ToIndented());
            }
            else
            {
                EvaluationPage.Write(shell.Console, graded, parsed.GetValue(reveal));
                if (parsed.GetValue(grader) == GraderChoice.Auto && graded.Evaluation is { Grader: GraderKind.Local, Degraded: false, Provenance.Attempts: > 0 })
                {
                    shell.Console.Paragraph(NoJudge, Page.Quiet);
                }
            }

            return graded.ExitCode;
        });
        return command;
    }
}
