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

        What a second file and more add to the first is measured too: the same held-out
        answers are graded by models that were trained without the added ones, and with
        them. A file that `review export` wrote of people's decisions will do. Of fewer
        than 50 answers you are warned: such figures tell more of chance.

        Examples:
          sre-evaluator train --data data/labelled-answers.jsonl --out models
          sre-evaluator train --data data/labelled-answers.jsonl --data reviewed.jsonl --out my-models
        """;

    public static Command Create(Shell shell)
    {
        var data = new Option<string[]>("--data")
        {
            Description = "Labelled answers as JSON lines; data/README.md describes the form. May be given more than once: further files are added to the first.",
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
            var files = parsed.GetRequiredValue(data);
            var all = LabelledFiles.Read(files, library);
            var first = LabelledAnswers.Read(files[0]).Count;
            var into = parsed.GetRequiredValue(folder);
            var card = await Work.ToldAsync(shell, "Training", progress => LocalTraining.Train(
                library, [.. all.Take(first)], [.. all.Skip(first)], into, host.Services.GetRequiredService<ScoringRules>(), progress, cancellationToken));
            if (FewAnswers(card) is { } warning)
            {
                await shell.Error.WriteLineAsync($"warning: {warning}");
            }

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

    private static string? FewAnswers(LocalModelCard card) => card switch
    {
        { Added: { Answers: < LocalTraining.FewAnswers } added } =>
            $"only {Counted.Of(added.Answers, "answer")} added. Of fewer than {LocalTraining.FewAnswers}, the figures before and after differ by chance more than by what was learnt: label more before you trust them.",
        { Answers: < LocalTraining.FewAnswers } =>
            $"only {Counted.Of(card.Answers, "answer")} to learn from. Of fewer than {LocalTraining.FewAnswers}, figures tell more of chance than of the grader: label more, or add data/labelled-answers.jsonl.",
        _ => null,
    };

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
        Write(console, card.Added);
        console.Fields(("written to", folder), ("SHA-256", card.Sha256));
    }

    private static void Write(IAnsiConsole console, AddedAnswers? added)
    {
        if (added is null)
        {
            return;
        }

        var what = $"{Counted.Of(added.Answers, "answer")} of {Counted.Of(added.Writers, "writer")} {(added.Answers == 1 ? "was" : "were")} added.";
        if (added is not { OnThem: { } them, OnAll: { } all })
        {
            console.Paragraph($"{what} What they change can't be measured: it takes two writers, and without what was added enough to learn from.");
            return;
        }

        console.Paragraph($"{what} What they change, on unseen writers, the same answers held out before and after:");
        var table = Page.Table(["measured on", .. AgreementCells.Titles]);
        table.AddRow([new Text("the added, before"), .. AgreementCells.Of(them.Before)]);
        table.AddRow([new Text("the added, after"), .. AgreementCells.Of(them.After)]);
        table.AddRow([new Text("all, before"), .. AgreementCells.Of(all.Before)]);
        table.AddRow([new Text("all, after"), .. AgreementCells.Of(all.After)]);
        console.Write(table);
        console.WriteLine();
    }

    internal sealed record TrainedJson(
        string Folder, string Sha256, int Answers, int Writers, int Questions, int Quotes, AgreementJson? UnseenWriters, AgreementJson? UnseenQuestions, AddedJson? Added)
    {
        public static TrainedJson Of(LocalModelCard card, string folder) => new(
            folder,
            card.Sha256,
            card.Answers,
            card.Writers,
            card.Questions,
            card.Quotes,
            card.UnseenWriters is { } writers ? new AgreementJson(writers) : null,
            card.UnseenQuestions is { } questions ? new AgreementJson(questions) : null,
            card.Added is { } added ? AddedJson.Of(added) : null);
    }

    internal sealed record AddedJson(int Answers, int Writers, bool Few, ChangeJson? OnThem, ChangeJson? OnAll)
    {
        public static AddedJson Of(AddedAnswers added) => new(
            added.Answers, added.Writers, added.Answers < LocalTraining.FewAnswers, ChangeJson.Of(added.OnThem), ChangeJson.Of(added.OnAll));
    }

    internal sealed record ChangeJson(AgreementJson Before, AgreementJson After)
    {
        public static ChangeJson? Of(BeforeAndAfter? change) => change is null ? null : new(new AgreementJson(change.Before), new AgreementJson(change.After));
    }

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(TrainedJson))]
    internal sealed partial class TrainContext : JsonSerializerContext;
}
