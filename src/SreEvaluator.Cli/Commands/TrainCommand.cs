using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using SreEvaluator.Agreement;
using SreEvaluator.Cli.Rendering;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Local;
using SreEvaluator.Reports;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Cli.Commands;

/// <summary>Trains the local grader.</summary>
internal static partial class TrainCommand
{
    private const string Epilogue = """
        Writes the model and its card, and measures by cross-validation how a model
        trained alike does on writers and on questions that it has not seen. To grade
        with it, set SRE_Grading__Models to the folder.

        Examples:
          sre-evaluator train --data data/labelled-answers.jsonl --out models
          sre-evaluator train --data data/labelled-answers.jsonl --data mine.jsonl --out my-models
        """;

    public static Command Create(Shell shell)
    {
        var data = new Option<string[]>("--data")
        {
            Description = "Labelled answers as JSON lines; data/README.md describes the form. May be given more than once.",
            HelpName = "file",
            Required = true,
        };
        var folder = new Option<string>("--out") { Description = "Where the model goes; made where it is not there.", HelpName = "folder", Required = true };
        var rubrics = SharedOptions.Rubrics();
        var json = SharedOptions.Json();
        var command = new CommandWithExamples("train", "Trains the local grader from labelled answers.", Epilogue) { data, folder, rubrics, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var host = CommandHost.For(shell, parsed, ("Grading:Rubrics", parsed.GetValue(rubrics)));
            var library = host.Services.GetRequiredService<RubricLibrary>();
            var answers = LabelledFiles.Read(parsed.GetRequiredValue(data), library);
            var into = parsed.GetRequiredValue(folder);
            var card = await Work.ToldAsync(shell, "Training", progress => LocalTraining.Train(
                library, answers, into, host.Services.GetRequiredService<ScoringRules>(), progress, cancellationToken));
            if (parsed.GetValue(json))
            {
                shell.WriteJson(TrainedJson.Of(card, into), TrainContext.Default.TrainedJson);
            }
            else
            {
                Write(shell.Console, card, into);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(IAnsiConsole console, LocalModelCard card, string folder)
    {
        console.Paragraph(
            $"Learnt from {Counted.Of(card.Answers, "answer")} of {Counted.Of(card.Writers, "writer")} to {Counted.Of(card.Questions, "question")}, with {Counted.Of(card.Quotes, "quote")}.");
        var table = Page.Table(["measured on", .. AgreementCells.Titles]);
        foreach (var (name, figures) in (ReadOnlySpan<(string, AgreementFigures?)>)[("unseen writers", card.UnseenWriters), ("unseen questions", card.UnseenQuestions)])
        {
            if (figures is not null)
            {
                table.AddRow([new Text(name), .. AgreementCells.Of(figures)]);
            }
        }

        console.Write(table);
        console.WriteLine();
        console.Fields(("written to", folder), ("SHA-256", card.Sha256));
    }

    internal sealed record TrainedJson(
        string Folder, string Sha256, int Answers, int Writers, int Questions, int Quotes, AgreementJson? UnseenWriters, AgreementJson? UnseenQuestions)
    {
        public static TrainedJson Of(LocalModelCard card, string folder) => new(
            folder,
            card.Sha256,
            card.Answers,
            card.Writers,
            card.Questions,
            card.Quotes,
            card.UnseenWriters is { } writers ? new AgreementJson(writers) : null,
            card.UnseenQuestions is { } questions ? new AgreementJson(questions) : null);
    }

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(TrainedJson))]
    internal sealed partial class TrainContext : JsonSerializerContext;
}
