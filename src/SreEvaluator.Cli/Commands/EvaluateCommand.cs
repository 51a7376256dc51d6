using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SreEvaluator.Agreement;
using SreEvaluator.Cli.Rendering;
using SreEvaluator.Composition;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Local;
using SreEvaluator.Reports;
using SreEvaluator.Reviews;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Cli.Commands;

/// <summary>Measures how well a grader agrees with labelled answers.</summary>
internal static partial class EvaluateCommand
{
    private const string Epilogue = """
        Compares verdicts and scores with the labels: accuracy and macro F1 over three
        verdicts and over two (credit against missing), kappa with quadratic weights, the
        distance of the scores, how far confidence can be believed, and what each
        threshold of confidence would send to people. In the tables, acc 3 and F1 3 are
        over covered, partial and missing, acc 2 and F1 2 over credit and missing.
        docs/guide/agreement.md says how to read the figures.

        With --cross-validate the local grader is trained anew for every fold, so that
        each answer is graded by a model that has not seen its writer, or its question.
        With --train it is trained on other files. Without either, the shipped model is
        flattered by the answers it was trained on.

        Examples:
          sre-evaluator evaluate data/labelled-answers.jsonl --cross-validate writer
          sre-evaluator evaluate mine.jsonl --train data/labelled-answers.jsonl --by key-point
          sre-evaluator evaluate mine.jsonl --html agreement.html
          sre-evaluator evaluate mine.jsonl --grader judge --concurrency 8 --json
        """;

    public static Command Create(Shell shell)
    {
        var file = new Argument<string>("labelled.jsonl") { Description = "Labelled answers as JSON lines; data/README.md describes the form." };
        var grader = SharedOptions.Grader();
        var crossValidate = new Option<Fold?>("--cross-validate")
        {
            Description = "Trains the local grader without the writer or the question that it is measured on.",
            HelpName = "writer|question",
            CustomParser = result => SharedOptions.Choice(result, [("writer", Fold.Writer), ("question", Fold.Question)]),
        };
        var train = new Option<string[]>("--train")
        {
            Description = "Trains the local grader on other labelled answers than those measured on. May be given more than once.",
            HelpName = "labelled.jsonl",
        };
        var by = new Option<GroupedBy>("--by")
        {
            Description = "What the table's rows are. Default: question. JSON and HTML hold all four.",
            HelpName = "question|key-point|writer|style",
            CustomParser = result => SharedOptions.Choice(
                result,
                [("question", GroupedBy.Question), ("key-point", GroupedBy.KeyPoint), ("writer", GroupedBy.Writer), ("style", GroupedBy.Style)]),
        };
        var html = new Option<string>("--html") { Description = "Writes a page with tables and plots too.", HelpName = "file" };
        var concurrency = SharedOptions.Concurrency("answers");
        var rubrics = SharedOptions.Rubrics();
        var json = SharedOptions.Json();
        var command = new CommandWithExamples("evaluate", "Measures how well a grader agrees with labelled answers.", Epilogue)
        {
            file, grader, crossValidate, train, by, html, concurrency, rubrics, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(crossValidate) is not null && result.GetResult(train) is not null)
            {
                result.AddError("--train: found --cross-validate beside it; expected one of the two.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var fold = parsed.GetValue(crossValidate);
            var trainOn = parsed.GetValue(train) ?? [];
            var choice = parsed.GetValue(grader);
            if (choice == GraderChoice.Judge && (fold is not null || trainOn.Length > 0))
            {
                throw new InputException(new InputProblem(
                    fold is null ? "--train" : "--cross-validate", null, "--grader judge", "the local grader, as a judge is not trained here"));
            }

            var path = parsed.GetRequiredValue(file);
            var page = parsed.GetValue(html);
            ThrowIfNoPlaceFor(page, [path, .. trainOn]);
            using var host = CommandHost.For(shell, parsed, ("Grading:Rubrics", parsed.GetValue(rubrics)));
            var library = host.Services.GetRequiredService<RubricLibrary>();
            var answers = LabelledFiles.Read([path], library);
            var rules = host.Services.GetRequiredService<ScoringRules>();
            var review = host.Services.GetRequiredService<IOptions<ReviewOptions>>().Value;
            IReadOnlyList<(LabelledAnswer Labelled, Evaluation Evaluation)> graded;
            if (fold is { } foldBy)
            {
                graded = await Work.ToldAsync(shell, "Cross-validating", progress => CrossValidation.Run(library, answers, foldBy, rules, progress, cancellationToken));
            }
            else if (trainOn.Length > 0)
            {
                var learnt = LabelledFiles.ReadApart(trainOn, library, answers);
                graded = await Work.ToldAsync(shell, "Training", _ => CrossValidation.TrainAndTest(library, learnt, answers, rules, cancellationToken));
            }
            else
            {
                graded = await GradeAsync(shell, host, library, answers, choice, parsed.GetValue(concurrency), cancellationToken);
            }

            var report = AgreementReport.Of(graded, rules, (evaluation, threshold) => ReviewPolicy.Sends(evaluation, review, threshold));
            var sent = SentToPeople.Of(graded, review, rules);
            var origin = new Origin(
                graded.All(pair => pair.Evaluation.Grader == GraderKind.Local),
                fold,
                trainOn,
                SeenInTraining: fold is null && trainOn.Length == 0 && HaveSeen(host.Services.GetRequiredService<Graders>(), graded),
                graded.Count(pair => pair.Evaluation.Degraded),
                graded.Count);
            if (page is not null)
            {
                await File.WriteAllTextAsync(page, AgreementPage.Write(report, origin.About(Path.GetFileName(path), sent, shell.Time)), cancellationToken);
            }

            if (parsed.GetValue(json))
            {
                shell.WriteJson(new MeasuredJson(report, origin, sent), EvaluateContext.Default.MeasuredJson);
            }
            else
            {
                AgreementSheet.Write(shell.Console, report, parsed.GetValue(by), sent);
                shell.Console.Paragraph(origin.InWords());
            }

            return report.Overall.Pairs == 0 ? ExitCode.NotAssessed : ExitCode.Done;
        });
        return command;
    }

    /// <summary>Grading can take long: what would make it worthless at its end is told before.</summary>
    private static void ThrowIfNoPlaceFor(string? page, IEnumerable<string> read)
    {
        if (page is null)
        {
            return;
        }

        var found = page.Length == 0 ? "nothing"
            : Directory.Exists(page) ? $"the folder {page}"
            : !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(page))) ? $"{page} in a folder that is not there"
            : read.Any(path => Path.GetFullPath(path) == Path.GetFullPath(page)) ? $"{page}, which is read as labelled answers"
            : null;
        if (found is not null)
        {
            throw new InputException(new InputProblem("--html", null, found, "a file to write the page to, in a folder that is there"));
        }
    }

    private static async Task<IReadOnlyList<(LabelledAnswer Labelled, Evaluation Evaluation)>> GradeAsync(
        Shell shell,
        IHost host,
        RubricLibrary rubrics,
        IReadOnlyList<LabelledAnswer> answers,
        GraderChoice choice,
        int concurrency,
        CancellationToken cancellationToken)
    {
        var grader = host.Services.GetRequiredService<Graders>().For(choice);
        var graded = new (LabelledAnswer, Evaluation)[answers.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
        await Work.CountedAsync(shell, "Grading", answers.Count, step => Parallel.ForAsync(0, answers.Count, options, async (index, token) =>
        {
            var labelled = answers[index];
            graded[index] = (labelled, await grader.GradeAsync(rubrics.Find(labelled.Question)!, labelled.Answer, token));
            step();
        }));
        return graded;
    }

    private static bool HaveSeen(Graders graders, IReadOnlyList<(LabelledAnswer Labelled, Evaluation Evaluation)> graded) => graded.Any(
        pair => pair.Evaluation is { Grader: GraderKind.Local, Provenance.Attempts: > 0 } && graders.Local.HasLearntFrom(pair.Labelled));

    /// <summary>What graded the answers, and whether it had seen them before.</summary>
    internal sealed record Origin(bool IsLocal, Fold? Fold, IReadOnlyList<string> TrainedOn, bool SeenInTraining, int Degraded, int Answers)
    {
        public string Grader => IsLocal ? "local" : "judge";

        public string? CrossValidatedBy => Fold?.ToString().ToLowerInvariant();

        public AgreementPageAbout About(string data, SentToPeople sent, TimeProvider time) => new()
        {
            Grader = IsLocal ? "the local grader" : "the configured model",
            Data = data,
            Protocol = InWords(),
            Review = sent.InWords(),
            At = time.GetUtcNow(),
        };

        public string InWords() => this switch
        {
            { CrossValidatedBy: { } fold } => $"Measured by cross-validation: no answer was graded by a model that had seen its {fold}.",
            { TrainedOn.Count: > 0 } => $"Graded by a local model that was trained on {string.Join(", ", TrainedOn.Select(Path.GetFileName))} alone.",
            { SeenInTraining: true } =>
                "The local model was trained on these answers, so the figures flatter it. For figures that tell how it does on new answers, add: --cross-validate writer",
            { Degraded: > 0 } => $"The configured model failed on {Degraded} of {Answers} answers, which the local grader graded where it was let.",
            _ => $"Graded by the {(IsLocal ? "local grader" : "configured model")}.",
        };
    }

    internal sealed record MeasuredJson : AgreementReportJson
    {
        public MeasuredJson()
        {
        }

        [SetsRequiredMembers]
        public MeasuredJson(AgreementReport report, Origin origin, SentToPeople sent)
            : base(report)
        {
            Grader = origin.Grader;
            CrossValidatedBy = origin.CrossValidatedBy;
            TrainedOn = [.. origin.TrainedOn.Select(path => Path.GetFileName(path))];
            SeenInTraining = origin.SeenInTraining;
            Degraded = origin.Degraded;
            SentToPeople = sent;
        }

        [JsonPropertyOrder(-5)]
        public string Grader { get; init; } = string.Empty;

        [JsonPropertyOrder(-4)]
        public string? CrossValidatedBy { get; init; }

        [JsonPropertyOrder(-3)]
        public IReadOnlyList<string> TrainedOn { get; init; } = [];

        [JsonPropertyOrder(-2)]
        public bool SeenInTraining { get; init; }

        [JsonPropertyOrder(-1)]
        public int Degraded { get; init; }

        [JsonPropertyOrder(3)]
        public SentToPeople? SentToPeople { get; init; }
    }

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(MeasuredJson))]
    internal sealed partial class EvaluateContext : JsonSerializerContext;
}
