using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using SreEvaluator.Grading;

namespace SreEvaluator.Reports;

/// <summary>What an interviewer marked by themselves: verdicts on key points, or scores, of answers to questions.</summary>
public sealed class InterviewerMarks
{
    /// <summary>No marks.</summary>
    public static readonly InterviewerMarks None = new([], []);

    private readonly ImmutableArray<(string Candidate, Mark Mark)> _verdicts;
    private readonly ImmutableArray<(string Candidate, string Question, double Score)> _scores;

    private InterviewerMarks(
        ImmutableArray<(string Candidate, Mark Mark)> verdicts, ImmutableArray<(string Candidate, string Question, double Score)> scores)
    {
        _verdicts = verdicts;
        _scores = scores;
    }

    /// <summary>Reads a CSV file with the columns <c>question</c>, and <c>keyPoint</c> with <c>verdict</c>, or <c>score</c>; optionally <c>candidate</c>.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file or rows of it can't be used; names each.</exception>
    public static InterviewerMarks Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new InputException(new InputProblem(path, null, "no such file", "a CSV file of your marks"));
        }

        using var text = new StreamReader(path);
        using var reader = CsvReader.Create(text, CsvReaderOptions.Default);
        reader.ReadHeader();
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, name) in reader.Headers.Select(name => name.Trim().ToLowerInvariant()).Index())
        {
            if (!columns.TryAdd(name, index) && name.Length > 0)
            {
                throw new InputException(new InputProblem(path, 1, $"the column {name} again", "each name once", "Rename one of them."));
            }
        }

        if (!columns.ContainsKey("question") || !(columns.ContainsKey("score") || (columns.ContainsKey("keypoint") && columns.ContainsKey("verdict"))))
        {
            throw new InputException(new InputProblem(
                path, 1, $"the columns {string.Join(", ", reader.Headers)}", "question, and keyPoint with verdict, or score; optionally candidate"));
        }

        var verdicts = ImmutableArray.CreateBuilder<(string, Mark)>();
        var scores = ImmutableArray.CreateBuilder<(string, string, double)>();
        var problems = new List<InputProblem>();
        var seen = new HashSet<(string Candidate, string Question, string KeyPoint)>();
        for (var row = 2; reader.Read(); row++)
        {
            string Value(string name) => columns.TryGetValue(name, out var index) && index < reader.FieldCount ? reader.GetString(index).Trim() : string.Empty;
            var (candidate, question, keyPoint, verdict, score) = (Value("candidate"), Value("question"), Value("keypoint"), Value("verdict"), Value("score"));
            if (question.Length == 0)
            {
                problems.Add(new InputProblem(path, row, "no question", "the id of a question"));
            }
            else if (!seen.Add((candidate, question, keyPoint)))
            {
                problems.Add(new InputProblem(path, row, "a mark on what an earlier row marks", "each key point of an answer, and each score, once", "Take one of the rows out."));
            }
            else if (keyPoint.Length > 0)
            {
                if (CoverageOf(verdict) is { } coverage)
                {
                    verdicts.Add((candidate, new Mark(question, keyPoint, coverage, Blind: null)));
                }
                else
                {
                    problems.Add(new InputProblem(path, row, $"the verdict {verdict}", "covered, partial or missing"));
                }
            }
            else if (double.TryParse(score, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 100)
            {
                scores.Add((candidate, question, number));
            }
            else
            {
                problems.Add(new InputProblem(path, row, $"the score {score}", "0 to 100"));
            }
        }

        return problems.Count == 0 ? new InterviewerMarks(verdicts.ToImmutable(), scores.ToImmutable()) : throw new InputException(problems);
    }

    /// <summary>Takes verdicts on the answers of one candidate.</summary>
    /// <param name="marks">The verdicts.</param>
    public static InterviewerMarks Of(IEnumerable<Mark> marks) => new([.. marks.Select(mark => (string.Empty, mark))], []);

    /// <summary>The marks of an answer beside what holds for it; null where there are none.</summary>
    /// <param name="answer">The answer.</param>
    /// <exception cref="InputException">A mark names a key point that the question does not have.</exception>
    internal MarksCompared? On(GradedAnswer answer)
    {
        var (candidate, question) = (answer.Input.Candidate, answer.Input.Question);
        bool IsOf(string of, string on) => (of.Length == 0 || of == candidate) && on == question.Id;
        var marks = new Dictionary<string, Mark>(StringComparer.Ordinal);
        // A mark that names the candidate holds before one that holds for all.
        foreach (var (_, mark) in _verdicts.Where(one => IsOf(one.Candidate, one.Mark.Question)).OrderBy(one => one.Candidate.Length > 0))
        {
            marks[mark.KeyPoint] = mark;
        }

        var given = _scores.Where(mark => IsOf(mark.Candidate, mark.Question)).OrderBy(mark => mark.Candidate.Length > 0).Select(mark => (double?)mark.Score).LastOrDefault();
        if (marks.Count == 0 && given is null)
        {
            return null;
        }

        if (marks.Keys.FirstOrDefault(id => question.KeyPoints.All(keyPoint => keyPoint.Id != id)) is { } unknown)
        {
            throw new InputException(new InputProblem("marks", null, $"the key point {unknown}", $"one of {question.Id}: {string.Join(", ", question.KeyPoints.Select(keyPoint => keyPoint.Id))}"));
        }

        // Verdicts on some points say nothing about the others, and only those on all make a score.
        var score = given ?? (marks.Count == question.KeyPoints.Length
            ? Score.Of(question.KeyPoints.Select(keyPoint => (keyPoint, marks[keyPoint.Id].Verdict)), redFlags: 0, ScoringRules.Default).Value
            : null);
        var marked = answer.Evaluation.Verdicts.Where(verdict => marks.ContainsKey(verdict.KeyPoint)).ToList();
        var differing = marked.Where(verdict => answer.CoverageOf(verdict) != marks[verdict.KeyPoint].Verdict).ToList();
        return new MarksCompared(
            score,
            score is not null && answer.Score is not null ? Math.Round(answer.Score.Value - score.Value, 1) : null,
            [.. differing.Select(verdict => new MarkDifference(verdict.KeyPoint, FormatWord.Of(marks[verdict.KeyPoint].Verdict), FormatWord.Of(answer.CoverageOf(verdict))))],
            marked.Count - differing.Count,
            marks.Count == 0 ? null : marks.Values.Select(mark => mark.Blind).Aggregate((one, other) => one == other ? one : null));
    }

    private static Coverage? CoverageOf(string word) => word.ToLowerInvariant() switch
    {
        "covered" => Coverage.Covered,
        "partial" => Coverage.Partial,
        "missing" => Coverage.Missing,
        _ => null,
    };
}
