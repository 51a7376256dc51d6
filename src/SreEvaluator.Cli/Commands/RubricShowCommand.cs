using System.CommandLine;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spectre.Console;
using SreEvaluator.Cli.Rendering;
using SreEvaluator.Grading;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Cli.Commands;

/// <summary>Shows everything that answers to one question are graded by.</summary>
internal static partial class RubricShowCommand
{
    private const string Epilogue = """
        Examples:
          sre-evaluator rubric show incident-management
          sre-evaluator rubric show incident-management/follow-up --json

        Candidates: this shows every key point. To practise with hints alone, use: sre-evaluator practice
        """;

    public static Command Create(Shell shell)
    {
        var id = new Argument<string>("question") { Description = "The question's id; see them with: sre-evaluator rubric list" };
        var rubrics = SharedOptions.Rubrics();
        var json = SharedOptions.Json();
        var command = new CommandWithExamples("show", "Shows a question with its key points and red flags.", Epilogue) { id, rubrics, json };
        command.SetAction(parsed =>
        {
            using var host = CommandHost.For(shell, parsed, ("Grading:Rubrics", parsed.GetValue(rubrics)));
            var folder = host.Services.GetRequiredService<IOptions<GradingOptions>>().Value.Rubrics;
            var question = Questions.Find(folder, parsed.GetRequiredValue(id));
            if (parsed.GetValue(json))
            {
                shell.WriteJson(question, RubricShowContext.Default.Question);
            }
            else
            {
                Write(shell.Console, question);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(IAnsiConsole console, Question question)
    {
        console.Paragraph($"{question.Topic} ({question.Id}), version {question.RubricVersion}", Page.Title);
        console.Paragraph(question.Asks);
        foreach (var keyPoint in question.KeyPoints)
        {
            console.Heading($"{keyPoint.Id} (weight {keyPoint.Weight}{(keyPoint.Critical ? ", critical" : string.Empty)})");
            console.Fields(
                ("Statement", keyPoint.Statement),
                ("Covered", keyPoint.Covered),
                ("Partial", keyPoint.Partial),
                ("Cues", Text(keyPoint.Cues)),
                ("Exemplars", string.Join('\n', keyPoint.Exemplars)),
                ("Hint", keyPoint.Hint),
                ("Advice", keyPoint.Advice),
                ("Probe", keyPoint.Probe));
        }

        foreach (var redFlag in question.RedFlags)
        {
            console.Heading($"Red flag: {redFlag.Id}");
            console.Fields(
                ("Statement", redFlag.Statement),
                ("Cues", Text(redFlag.Cues)),
                ("Exemplars", string.Join('\n', redFlag.Exemplars)));
        }
    }

    private static string Text(IEnumerable<Cue> cues) => string.Join('\n', cues.Select(cue => string.Join(" + ", cue.Groups.Select(group => string.Join("/", group)))));

    [JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
    [JsonSerializable(typeof(Question))]
    internal sealed partial class RubricShowContext : JsonSerializerContext;
}
