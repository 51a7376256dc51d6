using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;
using SreEvaluator.Cli.Batches;
using SreEvaluator.Cli.Rendering;
using SreEvaluator.Reports;

namespace SreEvaluator.Cli.Commands;

/// <summary>Compares the scores of groups of candidates.</summary>
internal static partial class ReportImpactCommand
{
    // Below this a rate moves by tens of percent with one candidate.
    private const int FewCandidates = 30;

    private const string Epilogue = """
        The groups come from a column of the input. Such columns never reach a grader, so
        they are for an audit alone. A group's scoring rate is the share of its candidates
        above the median of all; its impact ratio is that rate over the highest, as New York
        City's rules for Local Law 144 compute it. Where people decided, their word counts.

        Examples:
          sre-evaluator report impact results --column audit_group
        """;

    public static Command Create(Shell shell)
    {
        var folder = OpenedBatch.Argument();
        var column = new Option<string>("--column") { Description = "The column of the input that names the group.", HelpName = "name", Required = true };
        var rubrics = SharedOptions.Rubrics();
        var json = SharedOptions.Json();
        var command = new CommandWithExamples("impact", "Compares the scores of groups of candidates, for an audit.", Epilogue) { folder, column, rubrics, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var opened = OpenedBatch.Of(shell, parsed, parsed.GetRequiredValue(folder), parsed.GetValue(rubrics));
            var answers = new List<GradedAnswer>();
            await foreach (var answer in opened.Graded.AnswersAsync(cancellationToken))
            {
                answers.Add(answer);
            }

            var name = parsed.GetRequiredValue(column);
            if (!answers.Exists(answer => answer.Input.Columns.Names.Contains(name)))
            {
                throw new InputException(new InputProblem(
                    "--column", null, $"no column {name}", $"a column of the input: {string.Join(", ", answers.SelectMany(answer => answer.Input.Columns.Names).Distinct().Take(20))}"));
            }

            var impact = ImpactRatios.Of(answers, name);
            if (parsed.GetValue(json))
            {
                shell.WriteJson(impact, ImpactContext.Default.ImpactRatios);
                return ExitCode.Done;
            }

            var table = Page.Table("group", "candidates", "mean score", "scoring rate", "impact ratio");
            foreach (var group in impact.Groups)
            {
                table.AddRow([.. ((string[])
                [
                    group.Group,
                    group.Candidates.ToString(CultureInfo.InvariantCulture),
                    group.MeanScore.ToString("0.0", CultureInfo.InvariantCulture),
                    group.ScoringRate.ToString("0.00", CultureInfo.InvariantCulture),
                    group.ImpactRatio?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–",
                ]).Select(cell => new Text(cell))]);
            }

            shell.Console.Write(table);
            if (impact.Groups.Any(group => group.Candidates < FewCandidates))
            {
                shell.Console.WriteLine();
                shell.Console.Paragraph($"A group of fewer than {FewCandidates} candidates says little: one of them moves its rate by several percent.");
            }

            return ExitCode.Done;
        });
        return command;
    }

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(ImpactRatios))]
    internal sealed partial class ImpactContext : JsonSerializerContext;
}
