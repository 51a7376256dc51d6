using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;
using SreEvaluator.Batches;
using SreEvaluator.Cli.Batches;
using SreEvaluator.Cli.Rendering;
using SreEvaluator.Cli.Reviews;
using SreEvaluator.Reviews;
using SreEvaluator.Reviews.Groups;

namespace SreEvaluator.Cli.Commands;

/// <summary>Lets a person decide what the grader was unsure of.</summary>
internal static partial class ReviewCommand
{
    private const int MostHeld = 500;
    private const int MostCompared = 20_000;

    private const string Epilogue = """
        The answers come in the order of what a minute spent on them is worth: how far the
        score is likely to be off, whether the band is at stake, and how long it takes.
        Decisions are added to overrides.jsonl in the batch's folder and never change what
        the machine said; undo adds too. At the end the tables and the report are written
        anew with what holds. Without a terminal the queue is listed.

        Examples:
          sre-evaluator review results --by "Ada"
          sre-evaluator review results --by "Ada" --blind --most 20
          sre-evaluator review results --by "Ada" --groups
          sre-evaluator review results --by "Ada" --answer amara
          sre-evaluator review results --json
          sre-evaluator review agreement results
          sre-evaluator review export results --out reviewed.jsonl
        """;

    public static Command Create(Shell shell)
    {
        var folder = OpenedBatch.Argument();
        var by = new Option<string>("--by") { Description = "Your name, kept with each decision. Default: the name of your account.", HelpName = "name" };
        var blind = new Option<bool>("--blind") { Description = "You mark each point before you see what the machine said. Such marks measure the grader." };
        var groups = new Option<bool>("--groups") { Description = "Passages of many answers that say much the same, decided together." };
        var answerId = new Option<string?>("--answer") { Description = "The answers of this id, all of their points, whether they ask for a person or not.", HelpName = "id" };
        var list = new Option<bool>("--list") { Description = "Lists the queue and ends." };
        var most = SharedOptions.Number("--most", "n", $"Takes the first n answers of the queue, 1 to {MostHeld}. Default: {MostHeld}.", MostHeld, 1, MostHeld);
        var rubrics = SharedOptions.Rubrics();
        var json = SharedOptions.Json();
        var command = new CommandWithExamples("review", "Lets you decide what the grader was unsure of, what is worth most first.", Epilogue)
        {
            folder, by, blind, groups, answerId, list, most, rubrics, json, ReviewAgreementCommand.Create(shell), ReviewExportCommand.Create(shell),
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(groups) && result.GetValue(blind))
            {
                result.AddError("--blind: found beside --groups; expected one of them, as groups are of passages that the machine quotes.");
            }

            if (result.GetValue(groups) && result.GetValue(answerId) is not null)
            {
                result.AddError("--answer: found beside --groups; expected one of them.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var opened = OpenedBatch.Of(shell, parsed, parsed.GetRequiredValue(folder), parsed.GetValue(rubrics));
            var (queue, similar, evaluations) = await ReadAsync(opened.Graded, parsed.GetValue(most), parsed.GetValue(groups), parsed.GetValue(answerId), cancellationToken);
            if (parsed.GetValue(answerId) is { } wanted && queue.Asked == 0)
            {
                throw new InputException(new InputProblem("--answer", null, $"no graded answer {wanted}", $"the id of an answer of {opened.Folder.Path}", "See them in results.csv."));
            }

            var found = parsed.GetValue(groups) ? PassageGroups.Of(evaluations, cancellationToken) : [];
            if (parsed.GetValue(json) || parsed.GetValue(list) || !shell.IsInteractive)
            {
                Write(shell, queue, parsed.GetValue(groups) ? found : null, similar, parsed.GetValue(json));
                return ExitCode.Done;
            }

            var name = parsed.GetValue(by) ?? shell.Environment.GetValueOrDefault("USER") ?? shell.Environment.GetValueOrDefault("USERNAME") ?? string.Empty;
            if (string.IsNullOrWhiteSpace(name))
            {
                throw new InputException(new InputProblem("--by", null, "no name", "who decides", "Give your name: --by \"Ada\""));
            }

            var reviewer = new Reviewer(name, parsed.GetValue(blind), opened.Graded.Append, shell.Time);
            var session = new ReviewSession(shell, opened.Graded, reviewer, similar);
            try
            {
                await (parsed.GetValue(groups) ? session.RunAsync(found, cancellationToken)
                    : parsed.GetValue(answerId) is null ? session.RunAsync(queue.Items, queue.Asked, cancellationToken)
                    : session.LookAsync(queue.Items, cancellationToken));
            }
            finally
            {
                if (reviewer.Decisions > 0)
                {
                    await opened.Graded.WriteResultsAsync(shell.Time, CancellationToken.None);
                    await shell.Error.WriteLineAsync($"{Counted.Of(reviewer.Decisions, "decision")} kept in {opened.Folder.Overrides}; the tables and the report are up to date.");
                }
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<(ReviewQueue Queue, SimilarAnswers Similar, List<EffectiveEvaluation> Evaluations)> ReadAsync(
        GradedBatch batch, int most, bool all, string? answerId, CancellationToken cancellationToken)
    {
        var queue = new ReviewQueue(most);
        var similar = new SimilarAnswers();
        var evaluations = new List<EffectiveEvaluation>();
        var compared = 0;
        await foreach (var answer in batch.AnswersAsync(cancellationToken))
        {
            if (compared++ < MostCompared)
            {
                similar.Add(answer.Input.Question.Id, answer.Input.Answer.Id, answer.Input.Candidate, answer.Input.Answer.Text);
            }

            if (all)
            {
                evaluations.Add(batch.ItemOf(answer).Evaluation);
            }
            else if (answerId is not null)
            {
                if (answer.Input.Answer.Id == answerId)
                {
                    queue.AddWhole(batch.WholeOf(answer));
                }
            }
            else if (answer.AsksForAPerson)
            {
                queue.Add(batch.ItemOf(answer));
            }
        }

        return (queue, similar, evaluations);
    }

    private static void Write(Shell shell, ReviewQueue queue, IReadOnlyList<PassageGroup>? groups, SimilarAnswers similar, bool json)
    {
        if (json)
        {
            shell.WriteJson(
                new QueueJson(
                    queue.Asked,
                    [.. queue.Items.Select(item => ItemJson.Of(item, similar))],
                    [.. (groups ?? []).Select(group => new GroupJson(group.Question.Id, group.KeyPoint.Id, [.. group.Passages.Select(passage => passage.Evaluation.Machine.Answer.Id)]))]),
                ReviewContext.Default.QueueJson);
            return;
        }

        if (groups is { Count: 0 })
        {
            shell.Console.Paragraph("No passages are alike.");
            return;
        }

        if (groups is not null)
        {
            var table = Page.Table("passages", "key point", "the first of them");
            foreach (var group in groups)
            {
                table.AddRow(
                    new Text(group.Passages.Length.ToString(CultureInfo.InvariantCulture)),
                    new Text($"{group.Question.Id}: {group.KeyPoint.Id}"),
                    new Text(Feedback.Quotation.Of(group.Passages[0].Text, 60)));
            }

            shell.Console.Write(table);
            return;
        }

        if (queue.Asked == 0)
        {
            shell.Console.Paragraph("Nothing asks for a person.");
            return;
        }

        var items = Page.Table("worth", "minutes", "answer", "question", "open", "reasons");
        foreach (var item in queue.Items)
        {
            items.AddRow(
                new Text(item.Worth.PerMinute.ToString("0.0", CultureInfo.InvariantCulture)),
                new Text(item.Worth.Minutes.ToString("0.0", CultureInfo.InvariantCulture)),
                new Text(item.Evaluation.Machine.Answer.Id),
                new Text(item.Evaluation.Machine.Question.Id),
                new Text(item.Open.Count().ToString(CultureInfo.InvariantCulture)),
                new Text(string.Join("; ", item.Reasons)));
        }

        shell.Console.Write(items);
    }

    internal sealed record QueueJson(int Asked, IReadOnlyList<ItemJson> Items, IReadOnlyList<GroupJson> Groups);

    internal sealed record ItemJson(
        Guid Evaluation,
        string AnswerId,
        string Question,
        double Worth,
        double Minutes,
        double ExpectedError,
        double BandAtStake,
        IReadOnlyList<string> Reasons,
        IReadOnlyList<string> Open,
        IReadOnlyList<SimilarAnswer> Similar)
    {
        public static ItemJson Of(ReviewItem item, SimilarAnswers similar) => new(
            item.Evaluation.Machine.Id,
            item.Evaluation.Machine.Answer.Id,
            item.Evaluation.Machine.Question.Id,
            Math.Round(item.Worth.PerMinute, 2),
            Math.Round(item.Worth.Minutes, 2),
            Math.Round(item.Worth.ExpectedError, 2),
            Math.Round(item.Worth.BandAtStake, 3),
            item.Reasons,
            [.. item.Open.Select(verdict => verdict.KeyPoint.Id)],
            similar.To(item.Evaluation.Machine.Question.Id, item.Evaluation.Machine.Answer.Id));
    }

    internal sealed record GroupJson(string Question, string KeyPoint, IReadOnlyList<string> Answers);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(QueueJson))]
    internal sealed partial class ReviewContext : JsonSerializerContext;
}
