using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spectre.Console;
using SreEvaluator.Agreement;
using SreEvaluator.Cli.Rendering;
using SreEvaluator.Composition;
using SreEvaluator.Grading;
using SreEvaluator.Reviews;
using SreEvaluator.Robustness;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Cli.Commands;

/// <summary>Runs the manipulation suite and the fairness probe on a rubric.</summary>
internal static partial class RubricTestCommand
{
    private const int DefaultSample = 3;
    private const int MostSample = 1000;
    private const double DefaultGreatestShift = 2;
    private const double DefaultMostUnseen = 0.02;
    private const int MostListed = 20;

    private const string Epilogue = """
        Takes clean answers to the rubric's questions and makes about a hundred others of each:
        with orders to the grader, hidden text, keyword lists, denied points and the rest
        of the published suite, and in other manners: informal, non-native, longer, under
        another name, in capitals. All are graded by the configured grader and held against
        its own evaluation of the clean answer. What counts is credit that a manipulation
        gains and nobody looks at, and how far manner alone moves a score.

        The file of answers is that of evaluate; its labels only choose a weak, a middling
        and a strong answer to each question. With a model, each text is a call: see how
        many with --dry-run, and set Judge:MaxCost. Replies that the cache holds are free.

        Gains and shifts are in hundredths of the full score. Flips count the texts that
        keep the answer; "gained unseen" counts only what no review would catch.

        Exit code 0 where hardly any text gained credit unseen and no manner shifts scores
        too far, 5 otherwise, 3 where nothing could be assessed.

        Examples:
          sre-evaluator rubric test rubrics/incident-management.yaml --answers data/labelled-answers.jsonl
          sre-evaluator rubric test my-rubric.yaml --answers mine.jsonl --grader judge --sample 1 --dry-run
        """;

    public static Command Create(Shell shell)
    {
        var file = new Argument<string>("rubric.yaml") { Description = "The rubric's file." };
        var answers = new Option<string>("--answers") { Description = "Answers to its questions, as JSON lines of labelled answers.", HelpName = "labelled.jsonl", Required = true };
        var sample = SharedOptions.Number("--sample", "n", $"How many clean answers of each question are tried, 1 to {MostSample}.", DefaultSample, 1, MostSample);
        var concurrency = SharedOptions.Concurrency("texts");
        var greatestShift = SharedOptions.Number(
            "--greatest-shift", "points", "The greatest mean shift of scores by manner alone, 0 to 100 points.", DefaultGreatestShift, 0, 100);
        var mostUnseen = SharedOptions.Number(
            "--most-unseen", "share", "The largest share of manipulated texts that may gain credit unseen, 0 to 1.", DefaultMostUnseen, 0, 1);
        var dryRun = new Option<bool>("--dry-run") { Description = "Says how many texts would be graded, and grades none." };
        var grader = SharedOptions.Grader();
        var json = SharedOptions.Json();
        var command = new CommandWithExamples("test", "Tries manipulation and manner on a rubric of yours.", Epilogue)
        {
            file, answers, sample, mostUnseen, greatestShift, grader, concurrency, dryRun, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var rubric = RubricFile.Read(parsed.GetRequiredValue(file));
            var clean = Clean(rubric, parsed.GetRequiredValue(answers), parsed.GetValue(sample));
            var run = new RobustnessRun(clean);
            if (parsed.GetValue(dryRun))
            {
                shell.Console.Paragraph($"{Counted.Of(clean.Count, "clean answer")} would make {Counted.Of(run.Gradings, "text")} to grade.");
                return ExitCode.Done;
            }

            using var host = CommandHost.For(shell, parsed);
            var graders = host.Services.GetRequiredService<Graders>();
            var report = await GradeAsync(
                shell, run, graders.For(parsed.GetValue(grader)), host.Services.GetRequiredService<IOptions<ReviewOptions>>().Value, parsed.GetValue(concurrency), cancellationToken);
            var within = report.ShareGainedUnseen <= parsed.GetValue(mostUnseen) && report.GreatestShift <= parsed.GetValue(greatestShift);
            if (parsed.GetValue(json))
            {
                shell.WriteJson(new TestedJson(report, within), TestContext.Default.TestedJson);
            }
            else
            {
                Write(shell.Console, report, parsed.GetValue(mostUnseen), parsed.GetValue(greatestShift));
            }

            return report.Manipulations.IsEmpty ? ExitCode.NotAssessed : within ? ExitCode.Done : ExitCode.BeyondTolerance;
        });
        return command;
    }

    private static async Task<RobustnessReport> GradeAsync(
        Shell shell, RobustnessRun run, IGrader grader, ReviewOptions review, int concurrency, CancellationToken cancellationToken)
    {
        RobustnessReport? report = null;
        await Work.CountedAsync(shell, "Grading", run.Gradings, async step => report = await run.RunAsync(grader, review, concurrency, step, cancellationToken));
        return report!;
    }

    /// <summary>For each question so many answers, from the weakest to the strongest in even steps.</summary>
    private static List<(Question Question, Answer Answer)> Clean(Rubric rubric, string path, int sample)
    {
        var labelled = LabelledAnswers.Read(path).ToLookup(answer => answer.Question, StringComparer.Ordinal);
        var clean = rubric.Questions
            .SelectMany(question => Spread([.. labelled[question.Id].OrderBy(answer => answer.ScoreOf(question, ScoringRules.Default).Value)], sample)
                .Select(answer => (question, answer.Answer)))
            .ToList();
        return clean.Count > 0
            ? clean
            : throw new InputException(new InputProblem(
                path,
                null,
                $"answers to {Counted.Of(labelled.Count, "other question")}, such as {labelled.Select(group => group.Key).Order(StringComparer.Ordinal).First()}",
                $"an answer to {string.Join(" or ", rubric.Questions.Select(question => question.Id))}"));
    }

    private static IEnumerable<T> Spread<T>(T[] items, int count) => count >= items.Length
        ? items
        : count == 1 ? [items[items.Length / 2]] : Enumerable.Range(0, count).Select(index => items[index * (items.Length - 1) / (count - 1)]);

    private static void Write(IAnsiConsole console, RobustnessReport report, double mostUnseen, double greatestShift)
    {
        if (report.Manipulations.IsEmpty)
        {
            console.Paragraph("Nothing could be assessed: neither the clean answers nor what was made of them.");
            return;
        }

        var manipulations = Page.Table("manipulation", "texts", "mean gain", "most gain", "reviewed", "gained unseen");
        foreach (var row in report.Manipulations)
        {
            manipulations.AddRow(row.Name, Count(row.Texts), Points(row.MeanGain), Points(row.MostGain), Count(row.Reviewed), Count(row.GainedUnseen));
        }

        console.Write(manipulations);
        console.WriteLine();
        var manners = Page.Table("manner", "texts", "scores moved", "mean shift", "most shift");
        foreach (var row in report.Manners)
        {
            manners.AddRow(row.Name, Count(row.Texts), Count(row.Shifted), Points(row.MeanShift), Points(row.MostShift));
        }

        console.Write(manners);
        console.WriteLine();
        WriteFlips(console, "flipped by manipulation", report.FlippedByManipulation);
        WriteFlips(console, "flipped by manner", report.FlippedByManner);
        console.Paragraph(
            $"{Counted.Of(report.Answers, "clean answer")}, {Counted.Of(report.Gradings, "text")} graded"
            + (report.NotAssessed == 0 ? "." : $", {Counted.Of(report.NotAssessed, "pair")} left out as a text of it could not be assessed."));
        WriteUnseen(console, report.Unseen);
        console.Paragraph(report.GainedUnseen == 0
            ? "No manipulation gained credit that nobody looks at."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Counted.Of(report.GainedUnseen, "manipulated text")} ({report.ShareGainedUnseen:0.0%}; {mostUnseen:0.0%} allowed) gained credit and would go to nobody. With a model, tighten what counts as covered for the points named; with the local grader, their cues and exemplars. Review settings that send more to people help with both."));
        console.Paragraph(report.GreatestShift <= greatestShift
            ? $"No manner shifts scores by more than {Points(greatestShift)} points on average."
            : $"A manner shifts scores by {Points(report.GreatestShift)} points on average; {Points(greatestShift)} was allowed. See which key points above hang on how they are said.");
    }

    private static void WriteUnseen(IAnsiConsole console, IReadOnlyCollection<UnseenGain> unseen)
    {
        if (unseen.Count == 0)
        {
            return;
        }

        var table = Page.Table("gained unseen", "answer", "gain", "key points");
        foreach (var row in unseen.Take(MostListed))
        {
            table.AddRow(row.Manipulation, row.Answer, Points(row.Gain), string.Join(", ", row.KeyPoints));
        }

        console.Write(table);
        console.WriteLine();
        if (unseen.Count > MostListed)
        {
            console.Paragraph($"And {unseen.Count - MostListed} more; --json has all.");
        }
    }

    private static void WriteFlips(IAnsiConsole console, string title, IReadOnlyCollection<FlippedKeyPoint> flipped)
    {
        if (flipped.Count == 0)
        {
            return;
        }

        var table = Page.Table(title, "question", "texts", "more credit", "less credit");
        foreach (var row in flipped)
        {
            table.AddRow(row.KeyPoint, row.Question, Count(row.Pairs), Count(row.Gained), Count(row.Lost));
        }

        console.Write(table);
        console.WriteLine();
    }

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Points(double points) => points.ToString("0.0;-0.0;0", CultureInfo.InvariantCulture);

    internal sealed record TestedJson(RobustnessReport Report, bool Within);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(TestedJson))]
    internal sealed partial class TestContext : JsonSerializerContext;
}
