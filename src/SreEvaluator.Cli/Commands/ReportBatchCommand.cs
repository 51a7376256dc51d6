using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using SreEvaluator.Cli.Batches;
using SreEvaluator.Cli.Rendering;

namespace SreEvaluator.Cli.Commands;

/// <summary>Writes the tables and the report of a batch anew.</summary>
internal static partial class ReportBatchCommand
{
    private const string Epilogue = """
        The evaluations and what people decided stay as they are; results.csv, results.xlsx
        and report.html are made from them.

        Examples:
          sre-evaluator report batch results
        """;

    public static Command Create(Shell shell)
    {
        var folder = OpenedBatch.Argument();
        var rubrics = SharedOptions.Rubrics();
        var json = SharedOptions.Json();
        var command = new CommandWithExamples("batch", "Writes the tables and the report of a batch anew.", Epilogue) { folder, rubrics, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var opened = OpenedBatch.Of(shell, parsed, parsed.GetRequiredValue(folder), parsed.GetValue(rubrics));
            await opened.Graded.WriteResultsAsync(shell.Time, cancellationToken);
            if (parsed.GetValue(json))
            {
                shell.WriteJson(new WrittenJson(opened.Graded.Count, opened.Folder.Report, opened.Folder.ResultsCsv, opened.Folder.ResultsXlsx), WrittenContext.Default.WrittenJson);
                return ExitCode.Done;
            }

            shell.Console.Fields(
                ("answers", Counted.Of(opened.Graded.Count, "answer")),
                ("report", opened.Folder.Report),
                ("tables", $"{opened.Folder.ResultsCsv}, {opened.Folder.ResultsXlsx}"));
            return ExitCode.Done;
        });
        return command;
    }

    internal sealed record WrittenJson(int Answers, string Report, string ResultsCsv, string ResultsXlsx);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(WrittenJson))]
    internal sealed partial class WrittenContext : JsonSerializerContext;
}
