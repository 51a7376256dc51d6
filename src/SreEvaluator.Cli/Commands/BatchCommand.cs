using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Spectre.Console;
using SreEvaluator.Batches;
using SreEvaluator.Batches.Import;
using SreEvaluator.Batches.Servers;
using SreEvaluator.Cli.Batches;
using SreEvaluator.Cli.Rendering;
using SreEvaluator.Composition;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Judging;
using SreEvaluator.Reviews;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Cli.Commands;

/// <summary>Grades many answers into a folder of results.</summary>
internal static partial class BatchCommand
{
    private const int JudgedAtOnce = 16;

    private const string Epilogue = """
        The input is a CSV, JSON lines or XLSX file with the columns question and
        answer, and optionally id and candidate; or a folder of .md and .txt files; or
        one such file with a heading for each question. Other columns are passed
        through. Rows that can't be used are left out and listed in errors.csv.

        The folder gets evaluations.jsonl, results.csv, results.xlsx, report.html and
        errors.csv. Stop at any time: --resume goes on, and repeats nothing that is
        graded.

        Examples:
          sre-evaluator batch answers.csv --out results --dry-run
          sre-evaluator batch answers.csv --out trial --sample 20
          sre-evaluator batch answers.xlsx --out results --map answer=Response --max-cost 25
          sre-evaluator batch take-homes/ --out results --resume
          sre-evaluator batch answers.csv --out results --mode provider-batch
          sre-evaluator batch answers.csv --out results --server https://grading.example
        """;

    public static Command Create(Shell shell)
    {
        var inputArgument = new Argument<string>("input") { Description = "A .csv, .tsv, .jsonl, .xlsx, .md or .txt file, or a folder." };
        var output = new Option<string>("--out", "-o") { Description = "The folder of the results.", HelpName = "folder", Required = true };
        var grader = SharedOptions.Grader();
        var concurrency = SharedOptions.OptionalNumber("--concurrency", $"How many answers are graded at once, 1 to {BatchRun.MostConcurrency}. Default: {JudgedAtOnce} with a model, as many as there are processors without.", BatchRun.MostConcurrency);
        var maxCost = new Option<decimal?>("--max-cost") { Description = "The most that this run may cost, in the currency of the price table. No call is made that could go beyond it; a provider-batch is not counted.", HelpName = "amount" };
        maxCost.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<decimal?>() is <= 0)
            {
                result.AddError($"--max-cost: found {result.Tokens[0].Value}; expected more than 0.");
            }
        });
        var sample = SharedOptions.OptionalNumber("--sample", "Grades so many answers, drawn at random but the same each time.", int.MaxValue);
        var dryRun = new Option<bool>("--dry-run") { Description = "Reads the input and shows what would be done and what it is likely to cost. Grades nothing, writes nothing." };
        var resume = new Option<bool>("--resume") { Description = "Goes on with the batch in the folder." };
        var mode = new Option<GradingMode>("--mode")
        {
            Description = "calls: a call for each answer. provider-batch: all of them through the provider's batch service, at half the price and within a day. Default: calls.",
            HelpName = "calls|provider-batch",
            CustomParser = result => SharedOptions.Choice(result, [("calls", GradingMode.Calls), ("provider-batch", GradingMode.ProviderBatch)]),
        };
        var looks = SharedOptions.Number("--look-every", "seconds", "How many seconds to wait between looks at the provider's batch, 1 to 3600.", 30, 1, 3600);
        var switches = new ImportSwitches();
        var servers = new ServerSwitches();
        var rubrics = SharedOptions.Rubrics();
        var json = SharedOptions.Json();
        var command = new CommandWithExamples("batch", "Grades the answers of a file or folder, and writes tables and a report.", Epilogue)
        {
            inputArgument, output, grader, concurrency, maxCost, sample, dryRun, resume, mode, looks,
        };
        foreach (var option in servers.All.Concat(switches.All).Concat([rubrics, json]))
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result => servers.Validate(result, concurrency, maxCost, mode, looks));

        command.Subcommands.Add(BatchRegradeCommand.Create(shell));

        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var host = CommandHost.For(
                shell,
                parsed,
                ("Grading:Rubrics", parsed.GetValue(rubrics)),
                ("Judge:MaxCost", parsed.GetValue(maxCost)?.ToString(CultureInfo.InvariantCulture)));
            using var server = servers.In(parsed, shell, host.Services.GetRequiredService<IConfiguration>());
            var choice = parsed.GetValue(grader);
            var judge = choice == GraderChoice.Local || server is not null ? null : Judge(host);
            var input = parsed.GetRequiredValue(inputArgument);
            var import = new AnswerImport(input, host.Services.GetRequiredService<RubricLibrary>(), switches.In(parsed));
            var folder = new BatchFolder(parsed.GetRequiredValue(output));
            if (parsed.GetValue(dryRun))
            {
                using var nowhere = new ErrorsCsv(TextWriter.Null);
                var whole = await BatchSurvey.OfAsync(import, nowhere, static _ => { }, BatchSurvey.ShownProblems, cancellationToken);
                var toGrade = parsed.GetValue(resume) || parsed.GetValue(sample) is not null
                    ? await whole.ToGradeAsync(import, parsed.GetValue(resume) ? folder : null, parsed.GetValue(sample), shell.Time, cancellationToken)
                    : whole.Questions;
                return Write(shell, await DryRun.OfAsync(whole, toGrade, judge, cancellationToken), server?.Address, parsed.GetValue(json));
            }

            var grades = server is null ? host.Services.GetRequiredService<Graders>().For(choice) : null;
            var judgeForBatch = parsed.GetValue(mode) == GradingMode.ProviderBatch ? JudgeForBatch(host, choice) : null;
            var settings = server is null
                ? new BatchSettings { Settings = host.Services.GetRequiredService<Graders>().SettingsOf(choice) }
                : new BatchSettings { Server = server.Address, Settings = { ["grader"] = choice.ToString().ToLowerInvariant() } };
            Action<BatchSurvey> accept = server is null ? static _ => { } : (await server.RubricsAsync(cancellationToken)).Accept;
            using var held = folder.Hold();
            var survey = await BatchIntake.TakeAsync(folder, import, settings, parsed.GetValue(resume) || servers.Cancel(parsed), accept, cancellationToken);
            if (survey.LeftOut > 0)
            {
                await shell.Error.WriteLineAsync($"{Counted.Of(survey.LeftOut, "row")} left out: see {folder.Errors}");
            }

            var stored = new StoredBatch(folder, host.Services.GetRequiredService<RubricLibrary>());
            if (server is not null)
            {
                var served = new ServerRun(stored, folder, server, Review(host), host.Services.GetRequiredService<ScoringRules>(), shell.Time)
                {
                    Title = Path.GetFileName(Path.TrimEndingDirectorySeparator(input)),
                    Grader = choice,
                    Sample = parsed.GetValue(sample),
                    Cancel = servers.Cancel(parsed),
                };
                return await OnServerAsync(shell, served, server, folder, survey, parsed.GetValue(json), cancellationToken);
            }

            var run = new BatchRun(stored, folder, grades!, Review(host), host.Services.GetRequiredService<ScoringRules>(), shell.Time)
            {
                Concurrency = parsed.GetValue(concurrency) ?? (judge is null ? Environment.ProcessorCount : JudgedAtOnce),
                Sample = parsed.GetValue(sample),
            };
            if (judgeForBatch is not null && await WaitForProviderAsync(shell, judgeForBatch, folder, run.ToGradeAsync(cancellationToken), TimeSpan.FromSeconds(parsed.GetValue(looks)), cancellationToken) is { } ended)
            {
                return ended;
            }

            try
            {
                using var told = cancellationToken.Register(() => shell.Error.WriteLine("Stopping after the answers under way. Press Ctrl+C again to stop at once; nothing that is graded is lost."));
                var summary = await ShownProgress.WhileAsync(shell, progress => run.RunAsync(progress, cancellationToken));
                Write(shell, folder, survey, summary, parsed.GetValue(json));
                return ExitCodeOf(summary);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                await shell.Error.WriteLineAsync($"Stopped. What is graded is kept in {folder.Evaluations}. To go on, give the same command with --resume.");
                return ExitCode.Cancelled;
            }
        });
        return command;
    }

    /// <summary>Has a running service grade. Whatever ends this, the service goes on, and the folder knows with what.</summary>
    private static async Task<int> OnServerAsync(
        Shell shell, ServerRun run, BatchServer server, BatchFolder folder, BatchSurvey survey, bool json, CancellationToken cancellationToken)
    {
        try
        {
            var summary = await ShownProgress.WhileAsync(shell, progress => run.RunAsync(progress, cancellationToken));
            Write(shell, folder, survey, summary, json);
            return run.Cancel ? ExitCode.Done : ExitCodeOf(summary);
        }
        catch (ServerException failure)
        {
            await shell.Error.WriteLineAsync($"error: {failure.Message} What the service has it keeps; to go on, give the same command with --resume.");
            return ExitCode.Configuration;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await shell.Error.WriteLineAsync(run.UnderWay is { } id
                ? $"Stopped waiting. {server.Address} goes on with batch {id}. To wait for it and fetch the results, give the same command with --resume; to end it, with --cancel."
                : "Stopped. Nothing is being graded; to go on, give the same command with --resume.");
            return ExitCode.Cancelled;
        }
    }

    private static ReviewOptions Review(IHost host) => host.Services.GetRequiredService<IOptions<ReviewOptions>>().Value;

    private static JudgeGrader JudgeForBatch(IHost host, GraderChoice choice) =>
        (choice == GraderChoice.Local ? null : host.Services.GetService<JudgeGrader>()) ?? throw new OptionsValidationException(
            JudgeOptions.Section, typeof(JudgeOptions), ["--mode provider-batch needs a model: set SRE_Judge__Provider and SRE_Judge__Model, and leave --grader local away."]);

    /// <summary>Has the provider do the calls; gives an exit code where it does not.</summary>
    private static async Task<int?> WaitForProviderAsync(
        Shell shell, JudgeGrader judge, BatchFolder folder, IAsyncEnumerable<ImportedAnswer> answers, TimeSpan betweenLooks, CancellationToken cancellationToken)
    {
        using var provider = judge.BatchIn(folder.Path, betweenLooks);
        var last = string.Empty;
        try
        {
            await provider.RunAsync(answers.Select(answer => (answer.Question, answer.Answer)), new Told(progress =>
            {
                var text = string.Create(CultureInfo.InvariantCulture, $"{progress.Done:N0} of {progress.Requests:N0} requests, {progress.State}");
                if (text != last)
                {
                    last = text;
                    shell.Error.WriteLine($"The provider's batch: {text}");
                }
            }), cancellationToken);
        }
        catch (JudgeException failure)
        {
            await shell.Error.WriteLineAsync($"error: {failure.Message} What is done is kept; to go on, give the same command with --resume.");
            return ExitCode.Configuration;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await shell.Error.WriteLineAsync("Stopped. The provider goes on with what it has; to fetch it, give the same command with --resume.");
            return ExitCode.Cancelled;
        }

        if (provider.Progress is { Requests: > 0 } done)
        {
            await shell.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"The provider's batch: {done.Kept:N0} of {done.Requests:N0} replies{(done.Cost is { } cost ? $", cost {ProgressText.Cost(cost)} at half the price" : string.Empty)}. What has no reply is asked by itself."));
        }

        return null;
    }

    private enum GradingMode
    {
        Calls,
        ProviderBatch,
    }

    /// <summary>Tells at once, unlike the framework's own, which tells some time later.</summary>
    private sealed class Told(Action<ProviderBatchProgress> tell) : IProgress<ProviderBatchProgress>
    {
        public void Report(ProviderBatchProgress value) => tell(value);
    }

    private static JudgeOptions? Judge(IHost host) =>
        host.Services.GetRequiredService<IOptions<JudgeOptions>>().Value is { Provider: not JudgeProvider.None } options ? options : null;

    private static int Write(Shell shell, DryRun dryRun, string? server, bool json)
    {
        if (json)
        {
            shell.WriteJson(SurveyJson.Of(dryRun), BatchContext.Default.SurveyJson);
        }
        else
        {
            dryRun.Write(shell.Console, server);
            Problems(shell.Console, dryRun.Survey);
        }

        return dryRun.Survey.Answers == 0 ? ExitCode.Input : ExitCode.Done;
    }

    private static void Problems(IAnsiConsole console, BatchSurvey survey)
    {
        if (survey.LeftOut > 0 || survey.Empty > 0 || survey.SameText > 0)
        {
            console.Paragraph($"{Counted.Of(survey.LeftOut, "row")} left out, {Counted.Of(survey.Empty, "empty answer")}, {survey.SameText} with the text of another.");
            foreach (var problem in survey.Problems)
            {
                console.Paragraph(problem.InWords, Page.Quiet, indent: 2);
            }

            if (survey.Problems.Length == BatchSurvey.ShownProblems)
            {
                console.Paragraph("The run lists all of them in errors.csv.", Page.Quiet, indent: 2);
            }
        }
    }

    private static void Write(Shell shell, BatchFolder folder, BatchSurvey survey, BatchSummary summary, bool json)
    {
        if (json)
        {
            shell.WriteJson(SummaryJson.Of(folder, survey, summary), BatchContext.Default.SummaryJson);
            return;
        }

        var progress = summary.Progress;
        if (summary.End == BatchEnd.BudgetUsedUp)
        {
            shell.Console.Paragraph("The most that this run may cost is used up. What is graded is kept; to go on, give the same command with --resume and another --max-cost.");
        }

        if (summary.End == BatchEnd.Cancelled)
        {
            shell.Console.Paragraph("The batch was ended at the server. What was graded until then is kept; to have the rest graded, give the same command with --resume.");
        }

        shell.Console.Fields(
            ("graded", string.Create(CultureInfo.InvariantCulture, $"{progress.Done:N0} of {progress.Total:N0}{(progress.Before > 0 ? $", {progress.Before:N0} of them before" : string.Empty)}")),
            ("to review", progress.ToReview.ToString("N0", CultureInfo.InvariantCulture)),
            ("degraded", progress.Degraded == 0 ? string.Empty : progress.Degraded.ToString("N0", CultureInfo.InvariantCulture)),
            ("not assessed", progress.NotAssessed == 0 ? string.Empty : progress.NotAssessed.ToString("N0", CultureInfo.InvariantCulture)),
            ("left out", survey.LeftOut == 0 ? string.Empty : $"{survey.LeftOut}, see {folder.Errors}"),
            ("cost", progress.Cost is { } cost ? ProgressText.Cost(cost) : string.Empty),
            ("report", folder.Report),
            ("tables", $"{folder.ResultsCsv}, {folder.ResultsXlsx}"));
    }

    private static int ExitCodeOf(BatchSummary summary) => summary switch
    {
        { End: BatchEnd.BudgetUsedUp } => ExitCode.BudgetUsedUp,
        { End: BatchEnd.Cancelled } => ExitCode.Cancelled,
        { Progress: { NotAssessed: > 0 } progress } when progress.NotAssessed == progress.Done => ExitCode.NotAssessed,
        _ => ExitCode.Done,
    };

    internal sealed record SummaryJson(
        string End, int Total, int Graded, int GradedBefore, int Degraded, int ToReview, int NotAssessed, int LeftOut, decimal? Cost, string Folder)
    {
        public static SummaryJson Of(BatchFolder folder, BatchSurvey survey, BatchSummary summary) => new(
            summary.End switch
            {
                BatchEnd.BudgetUsedUp => "budget-used-up",
                BatchEnd.Cancelled => "cancelled",
                _ => "complete",
            },
            summary.Progress.Total,
            summary.Progress.Graded,
            summary.Progress.Before,
            summary.Progress.Degraded,
            summary.Progress.ToReview,
            summary.Progress.NotAssessed,
            survey.LeftOut,
            summary.Progress.Cost,
            folder.Path);
    }

    internal sealed record SurveyJson(
        int Answers, int ToGrade, int LeftOut, int Empty, int SameText, IReadOnlyDictionary<string, int> Questions, long? Calls, long? InputTokens, long? OutputTokens, decimal? Cost)
    {
        public static SurveyJson Of(DryRun dryRun) => new(
            dryRun.Survey.Answers,
            dryRun.ToGrade.Sum(count => count.Answers),
            dryRun.Survey.LeftOut,
            dryRun.Survey.Empty,
            dryRun.Survey.SameText,
            dryRun.Survey.Questions.ToDictionary(count => count.Question.Id, count => count.Answers),
            dryRun.Total?.Calls,
            dryRun.Total?.InputTokens,
            dryRun.Total?.OutputTokens,
            dryRun.Total?.Cost);
    }

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(SummaryJson))]
    [JsonSerializable(typeof(SurveyJson))]
    internal sealed partial class BatchContext : JsonSerializerContext;
}
