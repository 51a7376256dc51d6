using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Spectre.Console;
using Spectre.Console.Rendering;
using SreEvaluator.Agreement;
using SreEvaluator.Cli.Rendering;
using SreEvaluator.Composition;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Local;
using SreEvaluator.Reports;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Cli.Commands;

/// <summary>Measures how well a grader agrees with labelled answers.</summary>
internal static partial class EvaluateCommand
{
    private const string Epilogue = """
        Compares verdicts and scores with the labels: accuracy and macro F1 over three
        verdicts and over two (credit against missing), kappa with quadratic weights, the
        distance of the scores, and how far confidence can be believed.

        With --cross-validate the local grader is trained anew for every fold, so that
        each answer is graded by a model that has not seen its writer, or its question.
        Without it, the shipped model is flattered by the answers it was trained on.

        Examples:
          sre-evaluator evaluate data/labelled-answers.jsonl --cross-validate writer
          sre-evaluator evaluate my-answers.jsonl --json
          sre-evaluator evaluate my-answers.jsonl --grader judge --concurrency 8
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
        var concurrency = SharedOptions.Concurrency("answers");
        var rubrics = SharedOptions.Rubrics();
        var json = SharedOptions.Json();
        var command = new CommandWithExamples("evaluate", "Measures how well a grader agrees with labelled answers.", Epilogue)
        {
            file, grader, crossValidate, concurrency, rubrics, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var by = parsed.GetValue(crossValidate);
            if (by is not null && parsed.GetValue(grader) == GraderChoice.Judge)
            {
                throw new InputException(new InputProblem("--cross-validate", null, "--grader judge", "the local grader, as a judge is not trained here"));
            }

            using var host = CommandHost.For(shell, parsed, ("Grading:Rubrics", parsed.GetValue(rubrics)));
            var library = host.Services.GetRequiredService<RubricLibrary>();
            var answers = LabelledFiles.Read([parsed.GetRequiredValue(file)], library);
            var rules = host.Services.GetRequiredService<ScoringRules>();
            var graded = by is { } fold
                ? await Work.ToldAsync(shell, "Cross-validating", progress => CrossValidation.Run(library, answers, fold, rules, progress, cancellationToken))
                : await GradeAsync(shell, host, library, answers, parsed.GetValue(grader), parsed.GetValue(concurrency), cancellationToken);
            var seen = by is null && HaveSeen(host.Services.GetRequiredService<Graders>(), graded);
            var result = Measure(graded, rules, by, seen);
            if (parsed.GetValue(json))
            {
                shell.WriteJson(result, EvaluateContext.Default.MeasuredJson);
            }
            else
            {
                Write(shell.Console, result);
            }

            return result.Pairs == 0 ? ExitCode.NotAssessed : ExitCode.Done;
        });
        return command;
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

    private static MeasuredJson Measure(
        IReadOnlyList<(LabelledAnswer Labelled, Evaluation Evaluation)> graded, ScoringRules rules, Fold? by, bool seen) =>
        new(Figures(graded, rules))
        {
            Grader = graded.All(pair => pair.Evaluation.Grader == GraderKind.Local) ? "local" : "judge",
            CrossValidatedBy = by?.ToString().ToLowerInvariant(),
            SeenInTraining = seen,
            Degraded = graded.Count(pair => pair.Evaluation.Degraded),
            ByQuestion = new SortedDictionary<string, AgreementJson>(
                graded.GroupBy(pair => pair.Labelled.Question).ToDictionary(group => group.Key, group => new AgreementJson(Figures(group, rules))),
                StringComparer.Ordinal),
        };

    private static bool HaveSeen(Graders graders, IReadOnlyList<(LabelledAnswer Labelled, Evaluation Evaluation)> graded) => graded.Any(
        pair => pair.Evaluation is { Grader: GraderKind.Local, Provenance.Attempts: > 0 } && graders.Local.HasLearntFrom(pair.Labelled));

    private static AgreementFigures Figures(IEnumerable<(LabelledAnswer Labelled, Evaluation Evaluation)> graded, ScoringRules rules)
    {
        var tally = new AgreementTally();
        foreach (var (labelled, evaluation) in graded)
        {
            tally.Add(evaluation, labelled, rules);
        }

        return tally.Figures();
    }

    private static void Write(IAnsiConsole console, MeasuredJson measured)
    {
        var table = Page.Table(["question", .. AgreementCells.Titles]);
        foreach (var (question, figures) in measured.ByQuestion)
        {
            table.AddRow(Row(question, figures));
        }

        table.AddRow(Row("all", measured));
        console.Write(table);
        console.WriteLine();
        console.Fields(
            ("answers", measured.Answers.ToString(CultureInfo.InvariantCulture)),
            ("pairs", $"{measured.Pairs}, and {measured.NotAssessed} not assessed"),
            ("accuracy", $"{AgreementCells.Share(measured.Accuracy3)} of three verdicts, {AgreementCells.Share(measured.Accuracy2)} of credit against missing"),
            ("macro F1", $"{AgreementCells.Share(measured.MacroF1Three)} over three verdicts, {AgreementCells.Share(measured.MacroF1Binary)} over credit against missing"),
            ("kappa", $"{AgreementCells.Share(measured.KappaQuadratic)} with quadratic weights"),
            ("score", $"{AgreementCells.Points(measured.ScoreMae)} points off on average, correlation {AgreementCells.Share(measured.ScorePearson)}"),
            ("calibration", $"expected error {AgreementCells.Share(measured.ExpectedCalibrationError)}"));
        console.WriteLine();
        console.Paragraph(HowMeasured(measured));
    }

    private static string HowMeasured(MeasuredJson measured) => measured switch
    {
        { CrossValidatedBy: { } fold } => $"Measured by cross-validation: no answer was graded by a model that had seen its {fold}.",
        { SeenInTraining: true } =>
            "The local model was trained on these answers, so the figures flatter it. For figures that tell how it does on new answers, add: --cross-validate writer",
        { Degraded: > 0 } => $"The configured model failed on {measured.Degraded} of {measured.Answers} answers, which the local grader graded where it was let.",
        _ => $"Graded by the {(measured.Grader == "local" ? "local grader" : "configured model")}.",
    };

    private static IRenderable[] Row(string name, AgreementJson figures) => [new Text(name), .. AgreementCells.Of(figures)];

    internal sealed record MeasuredJson : AgreementJson
    {
        public MeasuredJson()
        {
        }

        [SetsRequiredMembers]
        public MeasuredJson(AgreementFigures figures)
            : base(figures)
        {
        }

        [JsonPropertyOrder(-4)]
        public string Grader { get; init; } = string.Empty;

        [JsonPropertyOrder(-3)]
        public string? CrossValidatedBy { get; init; }

        [JsonPropertyOrder(-2)]
        public bool SeenInTraining { get; init; }

        [JsonPropertyOrder(1)]
        public int Degraded { get; init; }

        [JsonPropertyOrder(2)]
        public SortedDictionary<string, AgreementJson> ByQuestion { get; init; } = [];
    }

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(MeasuredJson))]
    internal sealed partial class EvaluateContext : JsonSerializerContext;
}
