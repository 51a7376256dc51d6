using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using SreEvaluator.Cli.Batches;
using SreEvaluator.Cli.Rendering;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Judging;
using SreEvaluator.Reviews;

namespace SreEvaluator.Cli.Commands;

/// <summary>Writes what people decided as labelled answers and as exemplars.</summary>
internal static partial class ReviewExportCommand
{
    private const string Epilogue = """
        A labelled answer needs a person's word on each of its key points: those on which
        nobody decided would be taken for missing. In a review the key a agrees with all
        that is left of an answer. An exemplar is a passage on which a person was of another
        mind than the machine.

        Examples:
          sre-evaluator review export results --out reviewed.jsonl
          sre-evaluator train --data data/labelled-answers.jsonl --data reviewed.jsonl --out my-models
          sre-evaluator review export results --exemplars exemplars.jsonl
          sre-evaluator grade -q incident-management --set Judge:Exemplars=exemplars.jsonl
        """;

    public static Command Create(Shell shell)
    {
        var folder = OpenedBatch.Argument();
        var output = new Option<string>("--out", "-o") { Description = "The file of labelled answers.", HelpName = "file" };
        var exemplars = new Option<string>("--exemplars") { Description = "The file of exemplars for the judge.", HelpName = "file" };
        var rubrics = SharedOptions.Rubrics();
        var json = SharedOptions.Json();
        var command = new CommandWithExamples("export", "Writes what people decided as labelled answers to train with, and as exemplars for the judge.", Epilogue)
        {
            folder, output, exemplars, rubrics, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(output) is null && result.GetValue(exemplars) is null)
            {
                result.AddError("Say what to write: --out <file>, --exemplars <file>, or both.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var opened = OpenedBatch.Of(shell, parsed, parsed.GetRequiredValue(folder), parsed.GetValue(rubrics));
            var (labelled, unfinished, examples) = (new List<string>(), 0, new List<string>());
            await foreach (var answer in opened.Graded.AnswersAsync(cancellationToken))
            {
                if (answer.Reviewed is not { } reviewed)
                {
                    continue;
                }

                examples.AddRange(ReviewedLabels.ExemplarsOf(reviewed).Select(JudgeExemplars.ToLine));
                if (ReviewedLabels.Of(reviewed, answer.Input.Candidate) is { } labels)
                {
                    labelled.Add(LabelledAnswers.ToLine(labels));
                }
                else
                {
                    unfinished++;
                }
            }

            await WriteAsync(parsed.GetValue(output), labelled, cancellationToken);
            await WriteAsync(parsed.GetValue(exemplars), examples, cancellationToken);
            if (parsed.GetValue(json))
            {
                shell.WriteJson(new ExportJson(labelled.Count, unfinished, examples.Count), ExportContext.Default.ExportJson);
                return ExitCode.Done;
            }

            shell.Console.Fields(
                ("labelled answers", parsed.GetValue(output) is null ? string.Empty : Counted.Of(labelled.Count, "answer")),
                ("left out", parsed.GetValue(output) is null || unfinished == 0 ? string.Empty : $"{Counted.Of(unfinished, "answer")} with points on which nobody decided"),
                ("exemplars", parsed.GetValue(exemplars) is null ? string.Empty : Counted.Of(examples.Count, "passage")));
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task WriteAsync(string? path, List<string> lines, CancellationToken cancellationToken)
    {
        if (path is not null)
        {
            await File.WriteAllTextAsync(path, string.Concat(lines.Select(line => line + "\n")), cancellationToken);
        }
    }

    internal sealed record ExportJson(int Labelled, int Unfinished, int Exemplars);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(ExportJson))]
    internal sealed partial class ExportContext : JsonSerializerContext;
}
