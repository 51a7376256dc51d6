using System.CommandLine;
using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using SreEvaluator.Cli.Rendering;
using SreEvaluator.Feedback;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Cli.Commands;

/// <summary>Lists the questions of all rubrics.</summary>
internal static partial class RubricListCommand
{
    private const string Epilogue = """
        Examples:
          sre-evaluator rubric list
          sre-evaluator rubric list --rubrics ./my-rubrics --json
        """;

    public static Command Create(Shell shell)
    {
        var rubrics = SharedOptions.Rubrics();
        var json = SharedOptions.Json();
        var command = new CommandWithExamples("list", "Lists the questions with their ids.", Epilogue) { rubrics, json };
        command.SetAction(parsed =>
        {
            using var host = CommandHost.For(shell, parsed, ("Grading:Rubrics", parsed.GetValue(rubrics)));
            var library = host.Services.GetRequiredService<RubricLibrary>();
            if (parsed.GetValue(json))
            {
                shell.WriteJson([.. library.Questions.Select(QuestionJson.Of)], RubricListContext.Default.QuestionJsonArray);
            }
            else
            {
                Write(shell.Console, library);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(IAnsiConsole console, RubricLibrary library)
    {
        string[] titles = ["question", "points", "asks"];
        var asks = console.Remaining(titles, library.Questions.Select(question => (string[])[question.Id, string.Empty]));
        var table = Page.Table(titles);
        foreach (var question in library.Questions)
        {
            table.AddRow(
                new Text(question.Id),
                new Text(question.KeyPoints.Length.ToString(CultureInfo.InvariantCulture)),
                new Text(Quotation.Of(question.Asks, asks)));
        }

        console.Write(table);
    }

    internal sealed record QuestionJson(string Id, string Topic, string Kind, string Asks, int KeyPoints, int RedFlags, string RubricVersion, string RubricHash)
    {
        public static QuestionJson Of(Question question) => new(
            question.Id,
            question.Topic,
            question.Kind == QuestionKind.Scenario ? "scenario" : "follow-up",
            question.Asks,
            question.KeyPoints.Length,
            question.RedFlags.Length,
            question.RubricVersion,
            question.RubricHash);
    }

    [JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(QuestionJson[]))]
    internal sealed partial class RubricListContext : JsonSerializerContext;
}
