using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using SreEvaluator.Agreement;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Local;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Bench;

/// <summary>
/// How well the local grader learns from public sets that people labelled, on questions that it has never seen and without an author's cues: the reference answer,
/// or the atomic statement, is all that a rubric says.
/// </summary>
internal static class PublicSets
{
    private const double LeastMacroF1 = 0.74;
    private const double LeastAccuracy = 0.77;

    private static readonly string[] Folds = ["fold0", "fold1", "fold2"];

    /// <summary>Trains and tests on each set and writes a page of Markdown. Gives 1 where a bar is missed.</summary>
    /// <param name="folder">The folder with the sets, gzipped JSON lines.</param>
    /// <param name="page">Where the page goes.</param>
    public static int Run(string folder, TextWriter page)
    {
        var scientsBank = FiguresOf(TrainAndTest(ShortAnswers(folder, "scientsbank"), ["train"], "test_uq"));
        var beetle = FiguresOf(TrainAndTest(ShortAnswers(folder, "beetle"), ["train"], "test_uq"));
        var beetleWithExemplars = FiguresOf(TrainAndTest(ShortAnswers(folder, "beetle", withExemplars: true), ["train"], "test_uq"));
        var summaries = Summaries(folder);
        var realSumm = FiguresOf(Folds.SelectMany(fold => TrainAndTest(summaries, [.. Folds.Where(other => other != fold)], fold)));
        page.WriteLine(Line($"""
            # The local grader on public sets

            What people labelled, in domains that the grader was not made for. For each set a model is trained on the train split alone and measured on questions, or documents, that it has not seen; the reference answer, or the atomic statement, is the only text of the rubric: no cue, and no exemplar but where the table says so. The sets stay outside of this repository.

            | set | pairs | macro F1, credit against missing | accuracy | expected calibration error | bar | |
            |---|---:|---:|---:|---:|---|---|
            {Row("ScientsBank, unseen questions", scientsBank, $"macro F1 {LeastMacroF1}", scientsBank.MacroF1Binary >= LeastMacroF1)}
            {Row("Beetle, unseen questions", beetle, $"macro F1 {LeastMacroF1}", beetle.MacroF1Binary >= LeastMacroF1)}
            {Row("the same, the set's other reference answers as exemplars", beetleWithExemplars, "-", null)}
            {Row("REALSumm, folds 0 to 2 by document", realSumm, $"accuracy {LeastAccuracy}", realSumm.Accuracy2 >= LeastAccuracy)}

            ScientsBank and Beetle: SemEval-2013 Task 7, answers correct or incorrect (CC BY-SA 3.0). REALSumm: does a summary say an atomic statement, by the majority of three or four people (CC BY 4.0).

            Run it again, with the folder that holds scientsbank.jsonl.gz, beetle.jsonl.gz and realsumm.jsonl.gz:

            ```
            dotnet run -c Release --project bench/SreEvaluator.Bench -- public-sets <folder> > bench/results/public-sets.md
            ```
            """));
        return scientsBank.MacroF1Binary >= LeastMacroF1 && beetle.MacroF1Binary >= LeastMacroF1 && realSumm.Accuracy2 >= LeastAccuracy ? 0 : 1;
    }

    /// <summary>
    /// Writes what cross-validation by question says on the train splits alone, for REALSumm by document on folds 0 and 1: what to look at while the grader
    /// changes, so that the questions it is tested on stay unseen.
    /// </summary>
    /// <param name="folder">The folder with the sets.</param>
    /// <param name="lines">Where the lines go.</param>
    public static int CrossValidate(string folder, TextWriter lines)
    {
        foreach (var (name, set) in ((string, Set)[])[("ScientsBank", ShortAnswers(folder, "scientsbank")), ("Beetle", ShortAnswers(folder, "beetle")), ("REALSumm", Summaries(folder))])
        {
            var learnt = set.Answers.Where(answer => answer.Split is "train" or "fold0" or "fold1").Select(answer => answer.Labelled).ToList();
            var figures = FiguresOf(CrossValidation.Run(set.Rubrics, learnt, Fold.Question, ScoringRules.Default, progress: null, CancellationToken.None));
            lines.WriteLine(Line($"{name}: macro F1 {figures.MacroF1Binary:0.0000}, accuracy {figures.Accuracy2:0.0000}, expected calibration error {figures.ExpectedCalibrationError:0.000}"));
        }

        return 0;
    }

    private static IReadOnlyList<(LabelledAnswer Labelled, Evaluation Evaluation)> TrainAndTest(Set set, string[] train, string test)
    {
        var learnt = set.Answers.Where(answer => train.Contains(answer.Split)).Select(answer => answer.Labelled).ToList();
        var held = set.Answers.Where(answer => answer.Split == test).Select(answer => answer.Labelled).ToList();
        return CrossValidation.TrainAndTest(set.Rubrics, learnt, held, ScoringRules.Default, CancellationToken.None);
    }

    private static AgreementFigures FiguresOf(IEnumerable<(LabelledAnswer Labelled, Evaluation Evaluation)> graded)
    {
        var tally = new AgreementTally();
        foreach (var (labelled, evaluation) in graded)
        {
            tally.Add(evaluation, labelled, ScoringRules.Default);
        }

        return tally.Figures();
    }

    private static Set ShortAnswers(string folder, string name, bool withExemplars = false)
    {
        var rows = Read(folder, name);
        return new Set(
            Library(rows.GroupBy(row => row.Text("question_id")).Select(question => QuestionOf(
                question.Key, question.First().Text("question"), [question.First().Text("reference")], withExemplars ? OtherReferences(question.First()) : []))),
            [.. rows.Select(row => (row.Text("split"), LabelledOf(row.Text("id"), row.Text("question_id"), row.Text("answer"), [Is(row, "correct")])))]);
    }

    private static Set Summaries(string folder)
    {
        var documents = Read(folder, "realsumm").GroupBy(row => row.Text("doc_id")).ToList();
        var statements = documents.ToDictionary(document => document.Key, document => document.Select(row => row.Text("rubric_item")).Distinct().ToList());
        return new Set(
            Library(documents.Select(document => QuestionOf(document.Key, "What does the text say?", statements[document.Key], exemplars: []))),
            [
                .. documents.SelectMany(document => document.GroupBy(row => row.Text("id")[..row.Text("id").LastIndexOf('|')]).Select(summary =>
                {
                    var labels = summary.ToDictionary(row => row.Text("rubric_item"), row => Is(row, "covered"));
                    return (
                        summary.First().Text("split"),
                        LabelledOf(summary.Key, document.Key, summary.First().Text("answer"), statements[document.Key].Select(statement => labels.GetValueOrDefault(statement, Coverage.NotAssessed))));
                })),
            ]);
    }

    private static IEnumerable<string> OtherReferences(JsonElement row) => row.TryGetProperty("references", out var references)
        ? references.EnumerateArray().Select(text => text.GetString()!).Where(text => text != row.Text("reference")).Distinct(StringComparer.Ordinal)
        : [];

    private static Coverage Is(JsonElement row, string label) => row.Text("label") == label ? Coverage.Covered : Coverage.Missing;

    private static LabelledAnswer LabelledOf(string id, string question, string text, IEnumerable<Coverage> labels) => new()
    {
        Question = question,
        Answer = new Answer(id, text),
        Writer = id,
        Labels = labels.Select((coverage, place) => (coverage, place)).ToImmutableDictionary(
            label => PointId(label.place), label => new Label(label.coverage, string.Empty, []), StringComparer.Ordinal),
    };

    private static Question QuestionOf(string id, string asks, IReadOnlyList<string> statements, IEnumerable<string> exemplars) => new()
    {
        Id = id,
        Topic = id,
        Kind = QuestionKind.Scenario,
        Asks = asks,
        KeyPoints =
        [
            .. statements.Select((statement, place) => new KeyPoint
            {
                Id = PointId(place),
                Weight = KeyPoint.LeastWeight,
                Statement = statement,
                Covered = statement,
                Partial = string.Empty,
                Cues = [],
                Exemplars = [.. exemplars],
                Hint = string.Empty,
                Advice = string.Empty,
                Probe = string.Empty,
            }),
        ],
        RedFlags = [],
        RubricVersion = "1",
        RubricHash = string.Empty,
    };

    private static string PointId(int place) => string.Create(CultureInfo.InvariantCulture, $"point-{place + 1}");

    private static RubricLibrary Library(IEnumerable<Question> questions) =>
        new([new Rubric { Topic = "A public set", Version = "1", Hash = string.Empty, Source = string.Empty, Questions = [.. questions] }]);

    private static List<JsonElement> Read(string folder, string name)
    {
        using var file = new GZipStream(File.OpenRead(Path.Combine(folder, name + ".jsonl.gz")), CompressionMode.Decompress);
        using var lines = new StreamReader(file);
        var rows = new List<JsonElement>();
        while (lines.ReadLine() is { } line)
        {
            rows.Add(JsonElement.Parse(line));
        }

        return rows;
    }

    private static string Text(this JsonElement row, string field) => row.GetProperty(field).GetString()!;

    private static string Row(string name, AgreementFigures figures, string bar, bool? holds) => Line(
        $"| {name} | {figures.Pairs} | {figures.MacroF1Binary:0.000} | {figures.Accuracy2:0.000} | {figures.ExpectedCalibrationError:0.000} | {bar} | {(holds is { } known ? known ? "held" : "missed" : string.Empty)} |");

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);

    /// <summary>A set: its questions as rubrics, and its answers with the split that each is of.</summary>
    private sealed record Set(RubricLibrary Rubrics, IReadOnlyList<(string Split, LabelledAnswer Labelled)> Answers);
}
