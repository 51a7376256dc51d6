using System.Collections.Immutable;

namespace SreEvaluator.Batches.Import;

/// <summary>Where the columns of a table stand, from its row of names.</summary>
internal sealed class TableColumns
{
    private const int None = -1;

    private readonly ImmutableArray<string> _passedNames;
    private readonly ImmutableArray<int> _passed;
    private readonly int _id;
    private readonly int _question;
    private readonly int _answer;
    private readonly int _candidate;

    /// <summary>Reads the row of names.</summary>
    /// <param name="file">The file.</param>
    /// <param name="row">The row's number.</param>
    /// <param name="names">The names as they stand there.</param>
    /// <param name="options">What the columns are called.</param>
    /// <exception cref="InputException">A column is missing, comes twice, or there are too many.</exception>
    public TableColumns(string file, int row, IReadOnlyList<string> names, ImportOptions options)
    {
        var problems = new List<InputProblem>();
        if (names.Count > InputColumns.Most)
        {
            throw new InputException(new InputProblem(file, row, $"{names.Count} columns", $"at most {InputColumns.Most}"));
        }

        var trimmed = names.Select(name => name.Trim()).ToList();
        var known = trimmed.Where(name => name.Length > 0).ToList();
        problems.AddRange(known
            .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => new InputProblem(file, row, $"the column {group.Key} {group.Count()} times", "each name once", "Rename one of them.")));
        _id = IndexOf(options.Map.Id);
        _question = IndexOf(options.Map.Question);
        _answer = IndexOf(options.Map.Answer);
        _candidate = IndexOf(options.Map.Candidate);
        if (options.Map != ColumnMap.None)
        {
            Missing(_answer, options.Map.Answer, "answer");
            if (options.Question.Length == 0)
            {
                Missing(_question, options.Map.Question, "question");
            }

            foreach (var (index, mapped, usual) in new[] { (_id, options.Map.Id, ColumnMap.Default.Id), (_candidate, options.Map.Candidate, ColumnMap.Default.Candidate) })
            {
                if (mapped != usual)
                {
                    Missing(index, mapped, usual);
                }
            }
        }

        if (problems.Count > 0)
        {
            throw new InputException(problems);
        }

        _passed = [.. Enumerable.Range(0, trimmed.Count).Where(index => trimmed[index].Length > 0 && index != _id && index != _question && index != _answer && index != _candidate)];
        _passedNames = [.. _passed.Select(index => trimmed[index])];
        Count = trimmed.Count;

        int IndexOf(string name) => name.Length == 0 ? None : trimmed.FindIndex(one => string.Equals(one, name, StringComparison.OrdinalIgnoreCase));

        void Missing(int index, string name, string meaning)
        {
            if (index == None)
            {
                problems.Add(new InputProblem(
                    file,
                    row,
                    known.Count == 0 ? "no column names" : $"the columns {string.Join(", ", known)}",
                    $"a column {name}",
                    $"Say which column holds the {meaning}: --map {meaning}=<column>{(meaning == "question" ? ", or name one question for all rows: --question <id>" : string.Empty)}"));
            }
        }
    }

    /// <summary>How many columns there are.</summary>
    public int Count { get; }

    /// <summary>A row of the table.</summary>
    /// <param name="file">The file.</param>
    /// <param name="row">The row's number.</param>
    /// <param name="value">Gives the text of a column by its index.</param>
    public SourceRow Row(string file, int row, Func<int, string> value) => new()
    {
        File = file,
        Row = row,
        Id = ValueAt(_id, value),
        Question = ValueAt(_question, value),
        Answer = ValueAt(_answer, value),
        Candidate = ValueAt(_candidate, value),
        Columns = _passed.IsEmpty ? InputColumns.None : new InputColumns(_passedNames, [.. _passed.Select(value)]),
    };

    private static string ValueAt(int index, Func<int, string> value) => index == None ? string.Empty : value(index);
}
