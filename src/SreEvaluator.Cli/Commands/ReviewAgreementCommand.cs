using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;
using SreEvaluator.Agreement;
using SreEvaluator.Cli.Batches;
using SreEvaluator.Cli.Rendering;
using SreEvaluator.Reviews;

namespace SreEvaluator.Cli.Commands;

/// <summary>Says how well the grader agrees with the people who reviewed a batch.</summary>
internal static partial class ReviewAgreementCommand
{
    private const string Epilogue = """
        Marks that people made before they saw the machine's verdict measure it. Decisions
        of people who saw it first lean towards it: they are counted apart. Only key points
        that a person decided on are counted; where the queue chose them, they are the
        doubtful ones, and the figures are worse than those of all.

        Examples:
          sre-evaluator review agreement results
          sre-evaluator review agreement results --json
        """;

    public static Command Create(Shell shell)
    {
        var folder = OpenedBatch.Argument();
        var rubrics = SharedOptions.Rubrics();
        var json = SharedOptions.Json();
        var command = new CommandWithExamples("agreement", "Says how well the grader agrees with the people who reviewed, by key point.", Epilogue) { folder, rubrics, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var opened = OpenedBatch.Of(shell, parsed, parsed.GetRequiredValue(folder), parsed.GetValue(rubrics));
            var reviewed = new List<EffectiveEvaluation>();
            await foreach (var answer in opened.Graded.AnswersAsync(cancellationToken))
            {
                if (answer.Reviewed is { } one)
                {
                    reviewed.Add(one);
                }
            }

            var agreement = PeopleAgreement.Of(reviewed, opened.Rules);
            if (parsed.GetValue(json))
            {
                shell.WriteJson(new PeopleJson(reviewed.Count, FiguresJson.Of(agreement.Blind), FiguresJson.Of(agreement.Seeing)), PeopleContext.Default.PeopleJson);
                return ExitCode.Done;
            }

            Write(shell.Console, "Marked blind", agreement.Blind);
            Write(shell.Console, "Decided after seeing the machine's verdict", agreement.Seeing);
            if (agreement.Blind is null && agreement.Seeing is null)
            {
                shell.Console.Paragraph("Nobody has decided anything yet. Begin with: sre-evaluator review <folder> --blind");
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(IAnsiConsole console, string title, AgreementReport? report)
    {
        if (report is null)
        {
            return;
        }

        console.Heading(title);
        var table = Page.Table("", "points", "same verdict", "95%", "kappa", "95%");
        foreach (var (name, figures) in report.ByKeyPoint.Select(group => (group.Name, group.Figures)).Where(group => group.Figures.Pairs > 0).Prepend(("all", report.Overall)))
        {
            table.AddRow([.. ((string[])
            [
                name,
                figures.Pairs.ToString(CultureInfo.InvariantCulture),
                figures.Accuracy3?.ToString("0%", CultureInfo.InvariantCulture) ?? "–",
                Of(figures.Intervals.Accuracy3, "0%"),
                figures.KappaQuadratic?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–",
                Of(figures.Intervals.KappaQuadratic, "0.00"),
            ]).Select(cell => new Text(cell))]);
        }

        console.Write(table);
    }

    private static string Of(Interval? interval, string form) => interval is { } known
        ? string.Create(CultureInfo.InvariantCulture, $"{known.Low.ToString(form, CultureInfo.InvariantCulture)} to {known.High.ToString(form, CultureInfo.InvariantCulture)}")
        : "–";

    internal sealed record PeopleJson(int Reviewed, FiguresJson? Blind, FiguresJson? Seeing);

    internal sealed record FiguresJson(int Pairs, double? Accuracy3, double? KappaQuadratic, Interval? Accuracy3Interval, Interval? KappaQuadraticInterval, IReadOnlyDictionary<string, FiguresJson>? ByKeyPoint)
    {
        public static FiguresJson? Of(AgreementReport? report) => report is null
            ? null
            : Of(report.Overall, report.ByKeyPoint.Where(group => group.Figures.Pairs > 0).ToDictionary(group => group.Name, group => Of(group.Figures, null)));

        private static FiguresJson Of(AgreementFigures figures, IReadOnlyDictionary<string, FiguresJson>? byKeyPoint) => new(
            figures.Pairs, figures.Accuracy3, figures.KappaQuadratic, figures.Intervals.Accuracy3, figures.Intervals.KappaQuadratic, byKeyPoint);
    }

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.Never)]
    [JsonSerializable(typeof(PeopleJson))]
    internal sealed partial class PeopleContext : JsonSerializerContext;
}
