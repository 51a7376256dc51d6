using System.Collections.Immutable;
using SreEvaluator.Grading;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Reports;

/// <summary>The results of a batch as a table: a row an answer, a column a key point. What people decided holds, and the machine's score stands beside it. Columns of the input are passed through.</summary>
public sealed class ResultTable
{
    private static readonly string[] Before = ["id", "candidate", "question"];

    private static readonly string[] Found =
    [
        "score", "band", "review", "review reasons", "red flags", "grader", "degraded", "model", "cost", "machine score", "machine band", "decided by people",
    ];

    private readonly ImmutableArray<string> _passed;
    private readonly ImmutableDictionary<string, int> _points;

    /// <summary>Creates the table's form.</summary>
    /// <param name="questions">The questions that are answered; a table of one question has its key points as column names, one of more the question before them.</param>
    /// <param name="passed">The names of the columns that are passed through.</param>
    public ResultTable(ImmutableArray<Question> questions, ImmutableArray<string> passed)
    {
        Questions = questions;
        _passed = passed;
        var points = questions.SelectMany(question => question.KeyPoints.Select(keyPoint => (Key: Key(question.Id, keyPoint.Id), Name: questions.Length == 1 ? keyPoint.Id : Key(question.Id, keyPoint.Id)))).ToList();
        var first = Before.Length + passed.Length + Found.Length;
        _points = points.Index().ToImmutableDictionary(point => point.Item.Key, point => first + point.Index, StringComparer.Ordinal);

        // A column of the input that has the name of another, also where a workbook writes it so, is told apart.
        var names = Before.Concat(Found).Concat(points.Select(point => point.Name)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Names = [.. Before, .. passed.Select(Apart), .. Found, .. points.Select(point => point.Name)];

        string Apart(string name) => names.Add(TableText.Cell(name)) ? name : Apart($"input {name}");
    }

    /// <summary>The questions that are answered.</summary>
    public ImmutableArray<Question> Questions { get; }

    /// <summary>The names of all columns.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The cells of an answer: texts, numbers, and null for none. No text of them is safe for a spreadsheet yet.</summary>
    /// <param name="answer">The answer.</param>
    public object?[] Row(GradedAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var (input, evaluation) = answer;
        var row = new object?[Names.Length];
        object?[] first =
        [
            input.Answer.Id,
            input.Candidate,
            input.Question.Id,
            .. _passed.Select(name => (object?)input.Columns.ValueOf(name)),
            answer.Score,
            FormatWord.Of(answer.Band),
            answer.AsksForAPerson ? "yes" : evaluation.Review.Needed ? "done" : "no",
            string.Join("; ", evaluation.Review.Reasons),
            string.Join(", ", answer.RedFlags),
            evaluation.Grader == GraderKind.Local ? "local" : "judge",
            evaluation.Degraded ? "yes" : "no",
            evaluation.Provenance.ModelVersion is { } version && evaluation.Grader == GraderKind.Judge ? version : evaluation.Provenance.Model ?? string.Empty,
            evaluation.Provenance.Cost,
            evaluation.Score,
            FormatWord.Of(evaluation.Band),
            string.Join("; ", evaluation.Verdicts.Select(verdict => Decided(answer, verdict)).OfType<string>()),
        ];
        first.CopyTo(row, 0);
        foreach (var verdict in evaluation.Verdicts)
        {
            // A point that the rubric no longer has, has no column.
            if (_points.TryGetValue(Key(evaluation.Question, verdict.KeyPoint), out var column))
            {
                row[column] = FormatWord.Of(answer.CoverageOf(verdict));
            }
        }

        return row;
    }

    /// <summary>What a person decided on a key point, with the machine's verdict beside it; null where nobody has.</summary>
    private static string? Decided(GradedAnswer answer, VerdictJson verdict) => answer.DecidedOn(verdict.KeyPoint) is not { } decided
        ? null
        : $"{verdict.KeyPoint}: {(decided.Verdict == verdict.Verdict ? FormatWord.Of(verdict.Verdict) : $"{FormatWord.Of(verdict.Verdict)} to {FormatWord.Of(decided.Verdict)}")} ({decided.Person})";

    private static string Key(string question, string keyPoint) => $"{question}: {keyPoint}";
}
