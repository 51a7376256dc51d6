using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spectre.Console;
using SreEvaluator.Batches;
using SreEvaluator.Batches.Regrades;
using SreEvaluator.Cli.Batches;
using SreEvaluator.Cli.Rendering;
using SreEvaluator.Composition;
using SreEvaluator.Grading;
using SreEvaluator.Reports;
using SreEvaluator.Reviews;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Cli.Commands;

/// <summary>Grades a batch again after its rubrics have changed.</summary>
internal static partial class BatchRegradeCommand
{
    private const int ShownAnswers = 20;

    private const string Epilogue = """
        Only what the change touches is graded: a reworded or new key point by the grader,
        and it alone; for another weight the scores are computed anew, without a call. The
        evaluations before stay in evaluations.jsonl, and each new one names the one that it
        replaces. What people decided on untouched points holds on. A table of old and new
        side by side is written beside the results. Stopped, the same command goes on.

        Examples:
          sre-evaluator batch regrade results --rubrics my-rubrics --dry-run
          sre-evaluator batch regrade results --rubrics my-rubrics
        """;

    public static Command Create(Shell shell)
    {
        var folder = OpenedBatch.Argument();
        var grader = SharedOptions.Grader();
        var concurrency = SharedOptions.Concurrency("answers");
        var dryRun = new Option<bool>("--dry-run") { Description = "Shows what has changed and what would be graded. Grades nothing, writes nothing." };
        var rubrics = SharedOptions.Rubrics();
        var json = SharedOptions.Json();
        var command = new CommandWithExamples("regrade", "Grades a batch again after its rubrics have changed, and only what the change touches.", Epilogue)
        {
            folder, grader, concurrency, dryRun, rubrics, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var host = CommandHost.For(shell, parsed, ("Grading:Rubrics", parsed.GetValue(rubrics)));
            var choice = parsed.GetValue(grader);
            var where = new BatchFolder(parsed.GetRequiredValue(folder));
            var stored = new StoredBatch(where, host.Services.GetRequiredService<RubricLibrary>());
            using var held = where.Hold();
            var regrade = new Regrade(
                where,
                stored,
                host.Services.GetRequiredService<Graders>().For(choice),
                host.Services.GetRequiredService<IOptions<ReviewOptions>>().Value,
                host.Services.GetRequiredService<ScoringRules>(),
                shell.Time)
            {
                Concurrency = parsed.GetValue(concurrency),
            };
            var changes = await regrade.ChangesAsync(new BatchSettings { Settings = host.Services.GetRequiredService<Graders>().SettingsOf(choice) }, cancellationToken);
            if (parsed.GetValue(dryRun) || changes.IsEmpty)
            {
                Write(shell, changes, [], string.Empty, parsed.GetValue(json));
                return ExitCode.Done;
            }

            try
            {
                var regraded = await ShownProgress.WhileAsync(shell, progress => regrade.RunAsync(changes, progress, cancellationToken));
                var table = Path.Combine(where.Path, string.Create(CultureInfo.InvariantCulture, $"regrade-{shell.Time.GetUtcNow():yyyyMMdd'T'HHmmss}.csv"));
                await RegradeCsv.WriteAsync(regraded, table);
                Write(shell, changes, regraded, table, parsed.GetValue(json));
                return ExitCode.Done;
            }
            catch (BudgetExceededException failure)
            {
                await shell.Error.WriteLineAsync($"{failure.Message} What is graded is kept; to go on, give the same command with another Judge:MaxCost.");
                return ExitCode.BudgetUsedUp;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                await shell.Error.WriteLineAsync($"Stopped. What is graded is kept in {where.Evaluations}. To go on, give the same command again.");
                return ExitCode.Cancelled;
            }
        });
        return command;
    }

    private static void Write(Shell shell, IReadOnlyList<RubricChange> changes, IReadOnlyList<Regraded> regraded, string table, bool json)
    {
        if (json)
        {
            shell.WriteJson(
                new RegradeJson(
                    [.. changes.Select(change => new ChangeJson(change.Question.Id, change.Touched, change.TouchedRedFlags, change.Reweighted, change.Removed))],
                    regraded.Count,
                    regraded.Count(one => one.Before.Band != one.After.Band),
                    [.. regraded.Select(one => new AnswerJson(one.Before.Input.Answer.Id, one.Before.Input.Question.Id, one.Before.Score, one.After.Score, [.. one.Flipped]))],
                    table),
                RegradeContext.Default.RegradeJson);
            return;
        }

        if (changes.Count == 0)
        {
            shell.Console.Paragraph("The rubrics are those that the batch was graded by.");
            return;
        }

        foreach (var change in changes)
        {
            shell.Console.Paragraph(change.Question.Id, Page.Title);
            shell.Console.Fields(
                ("graded anew", string.Join(", ", change.Touched.Concat(change.TouchedRedFlags))),
                ("other weight", string.Join(", ", change.Reweighted)),
                ("gone", string.Join(", ", change.Removed)),
                ("calls", change.NeedsGrader ? string.Empty : "none: the scores are computed anew"));
        }

        if (regraded.Count == 0)
        {
            return;
        }

        shell.Console.WriteLine();
        var moved = regraded.Where(one => one.Before.Score != one.After.Score || one.Flipped.Any()).OrderByDescending(one => Math.Abs((one.After.Score ?? 0) - (one.Before.Score ?? 0))).ToList();
        shell.Console.Paragraph($"{Counted.Of(regraded.Count, "answer")} regraded, {moved.Count} with another score or verdict, {regraded.Count(one => one.Before.Band != one.After.Band)} in another band.");
        var rows = Page.Table("answer", "question", "before", "after", "flipped");
        foreach (var one in moved.Take(ShownAnswers))
        {
            rows.AddRow(
                new Text(one.Before.Input.Answer.Id),
                new Text(one.Before.Input.Question.Id),
                new Text(Score(one.Before)),
                new Text(Score(one.After)),
                new Text(string.Join(", ", one.Flipped)));
        }

        if (moved.Count > 0)
        {
            shell.Console.Write(rows);
        }

        shell.Console.Fields(("table", table), ("decisions dropped", regraded.Sum(one => one.Dropped) is > 0 and var dropped ? $"{dropped}, as what they decided on has changed" : string.Empty));
    }

    private static string Score(GradedAnswer answer) => $"{answer.Score?.ToString("0.0", CultureInfo.InvariantCulture) ?? "–"} {FormatWord.ForPeople(answer.Band)}";

    internal sealed record RegradeJson(IReadOnlyList<ChangeJson> Changes, int Regraded, int OtherBand, IReadOnlyList<AnswerJson> Answers, string Table);

    internal sealed record ChangeJson(string Question, IReadOnlyList<string> GradedAnew, IReadOnlyList<string> RedFlags, IReadOnlyList<string> Reweighted, IReadOnlyList<string> Removed);

    internal sealed record AnswerJson(string AnswerId, string Question, double? Before, double? After, IReadOnlyList<string> Flipped);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(RegradeJson))]
    internal sealed partial class RegradeContext : JsonSerializerContext;
}
