using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Spectre.Console;
using SreEvaluator.Agreement;
using SreEvaluator.Cli.Rendering;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Judging;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Cli.Commands;

/// <summary>Tells whether another model may take the judge's place.</summary>
internal static partial class JudgeCompareCommand
{
    private const double DefaultLeastAgreement = 0.9;
    private const double DefaultGreatestShift = 0.05;

    private const string Epilogue = """
        Grades the same answers with the judge of the section Judge and with that of the
        section SecondJudge, and tells how far the second is from the first. Replies that
        either gave before come from the cache and cost nothing.

        With --stored the evaluations of a file stand for the first judge, such as those
        of a model that has retired, and the judge of the section Judge is the second.
        They belong to an answer by the ids of answer and question.

        Exit code 0 where they are near enough, 5 where they are not, 3 where nothing could
        be compared, 4 where one of the two is not configured.

        Examples:
          SRE_SecondJudge__Provider=openai SRE_SecondJudge__Model=gpt-4.1 SRE_SecondJudge__ApiKey=... \
            sre-evaluator judge compare --against data/labelled-answers.jsonl
          sre-evaluator judge compare --against mine.jsonl --stored last-year/evaluations.jsonl
          sre-evaluator judge compare --against mine.jsonl --least-agreement 0.95 --json
        """;

    public static Command Create(Shell shell)
    {
        var against = new Option<string>("--against") { Description = "Labelled answers as JSON lines.", HelpName = "labelled.jsonl", Required = true };
        var stored = new Option<string>("--stored") { Description = "Evaluations as JSON lines that stand for the first judge.", HelpName = "evaluations.jsonl" };
        var leastAgreement = Share("--least-agreement", "The least share of equal verdicts.", DefaultLeastAgreement);
        var greatestShift = Share("--greatest-shift", "The greatest shift of the share of covered key points, up or down.", DefaultGreatestShift);
        var rubrics = SharedOptions.Rubrics();
        var json = SharedOptions.Json();
        var command = new CommandWithExamples("compare", "Tells whether another model may take the judge's place.", Epilogue)
        {
            against, stored, leastAgreement, greatestShift, rubrics, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var host = CommandHost.For(shell, parsed, ("Grading:Rubrics", parsed.GetValue(rubrics)));
            var library = host.Services.GetRequiredService<RubricLibrary>();
            var answers = LabelledFiles.Read([parsed.GetRequiredValue(against)], library);
            var before = parsed.GetValue(stored) is { } file ? StoredEvaluations.Read(file) : null;
            using var first = before is null ? JudgeOf(host, Options.DefaultName, JudgeOptions.Section) : null;
            using var second = before is null
                ? JudgeOf(host, JudgeOptions.SecondSection, JudgeOptions.SecondSection)
                : JudgeOf(host, Options.DefaultName, JudgeOptions.Section, "the stored evaluations are compared with a judge");
            var both = before is null ? answers : [.. answers.Where(labelled => before.Find(labelled) is not null)];
            var comparison = new JudgeComparison();
            var gate = new Lock();
            var failed = 0;
            string? failure = null;
            await Work.CountedAsync(shell, "Comparing", both.Count, step => Parallel.ForEachAsync(
                both,
                new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken },
                async (labelled, token) =>
                {
                    var question = library.Find(labelled.Question)!;
                    try
                    {
                        var said = first is null
                            ? before!.Find(labelled)!
                            : JudgeComparison.CoveragesOf(await first.GradeAsync(question, labelled.Answer, token));
                        var says = JudgeComparison.CoveragesOf(await second.GradeAsync(question, labelled.Answer, token));
                        lock (gate)
                        {
                            comparison.Add(question, said, says);
                        }
                    }
                    catch (JudgeException problem)
                    {
                        Interlocked.Increment(ref failed);
                        failure = problem.Message;
                    }

                    step();
                }));
            var figures = comparison.Figures();
            var within = figures.IsWithin(parsed.GetValue(leastAgreement), parsed.GetValue(greatestShift));
            if (parsed.GetValue(json))
            {
                shell.WriteJson(new ComparedJson(figures, failed, answers.Count - both.Count, within), CompareContext.Default.ComparedJson);
            }
            else
            {
                Write(shell.Console, figures, failed, answers.Count - both.Count, within, failure);
            }

            return figures.Pairs == 0 ? ExitCode.NotAssessed : within ? ExitCode.Done : ExitCode.BeyondTolerance;
        });
        return command;
    }

    private static JudgeGrader JudgeOf(IHost host, string name, string section, string why = "two judges are compared")
    {
        var options = host.Services.GetRequiredService<IOptionsMonitor<JudgeOptions>>().Get(name);
        return options.Provider == JudgeProvider.None
            ? throw new ConfigurationException($"{section}:Provider is not set: {why}. Set SRE_{section}__Provider and SRE_{section}__Model.")
            : new JudgeGrader(
                options,
                host.Services.GetRequiredService<ScoringRules>(),
                host.Services.GetRequiredService<TimeProvider>(),
                host.Services.GetRequiredService<ILogger<JudgeGrader>>());
    }

    private static Option<double> Share(string name, string description, double value) =>
        SharedOptions.Number(name, "share", $"{description} 0 to 1.", value, 0, 1);

    private static void Write(IAnsiConsole console, ComparisonFigures figures, int failed, int notStored, bool within, string? failure)
    {
        var table = Page.Table("question", "key point", "answers", "more credit", "less credit");
        foreach (var flipped in figures.Flipped)
        {
            table.AddRow(flipped.Question, flipped.KeyPoint, Count(flipped.Pairs), Count(flipped.Gained), Count(flipped.Lost));
        }

        if (!figures.Flipped.IsEmpty)
        {
            console.Write(table);
            console.WriteLine();
        }

        console.Fields(
            ("answers", failed == 0 ? Count(figures.Answers) : $"{Count(figures.Answers)}, and {Count(failed)} on which a judge failed"),
            ("not stored", notStored == 0 ? string.Empty : $"{Counted.Of(notStored, "answer")}, left out"),
            ("pairs", $"{Count(figures.Pairs)}, and {Count(figures.NotAssessed)} not assessed"),
            ("agreement", AgreementCells.Share(figures.Agreement)),
            ("kappa", $"{AgreementCells.Share(figures.KappaQuadratic)} with quadratic weights"),
            ("covered", $"{AgreementCells.Share(figures.CoveredRateBefore)} before, {AgreementCells.Share(figures.CoveredRateAfter)} after"));
        console.WriteLine();
        if (figures.Pairs == 0)
        {
            console.Paragraph(failure is null
                ? "Nothing could be compared: no answer has a stored evaluation. They belong together by the ids of answer and question."
                : $"Nothing could be compared: {failure}");
            return;
        }

        if (failure is not null)
        {
            console.Paragraph($"A judge failed, last so: {failure}");
        }

        console.Paragraph(within ? "The second judge is near enough to the first." : "The second judge is too far from the first.");
    }

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    internal sealed record ComparedJson(ComparisonFigures Figures, int Failed, int NotStored, bool Within);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(ComparedJson))]
    internal sealed partial class CompareContext : JsonSerializerContext;
}
