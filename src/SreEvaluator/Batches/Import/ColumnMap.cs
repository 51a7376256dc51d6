namespace SreEvaluator.Batches.Import;

/// <summary>Which column of the input holds what. Names are compared without regard to case and to white space around them.</summary>
public sealed record ColumnMap
{
    /// <summary>Columns under their own names.</summary>
    public static readonly ColumnMap Default = new();

    /// <summary>No column means anything: all are passed through.</summary>
    internal static readonly ColumnMap None = new() { Id = string.Empty, Question = string.Empty, Answer = string.Empty, Candidate = string.Empty };

    private const string Names = "id, question, answer or candidate";

    private ColumnMap()
    {
    }

    /// <summary>The column of the answer's id. Without it, rows are numbered.</summary>
    public string Id { get; private init; } = "id";

    /// <summary>The column of the question: an id of the rubrics, or the topic in words.</summary>
    public string Question { get; private init; } = "question";

    /// <summary>The column of the candidate's text.</summary>
    public string Answer { get; private init; } = "answer";

    /// <summary>The column of who wrote it. It may be missing.</summary>
    public string Candidate { get; private init; } = "candidate";

    /// <summary>Reads such as <c>answer=Your response</c>.</summary>
    /// <param name="mappings">What each column is called in the input; those that are not named keep their own name.</param>
    /// <exception cref="InputException">One of them can't be read.</exception>
    public static ColumnMap Of(IEnumerable<string> mappings)
    {
        ArgumentNullException.ThrowIfNull(mappings);
        var map = Default;
        foreach (var mapping in mappings)
        {
            var parts = mapping.Split('=', 2, StringSplitOptions.TrimEntries);
            map = parts is [var ours, { Length: > 0 } theirs]
                ? ours.ToLowerInvariant() switch
                {
                    "id" => map with { Id = theirs },
                    "question" => map with { Question = theirs },
                    "answer" => map with { Answer = theirs },
                    "candidate" => map with { Candidate = theirs },
                    _ => throw Unreadable(mapping),
                }
                : throw Unreadable(mapping);
        }

        return map;
    }

    /// <summary>Whether a column of the input has a meaning of its own.</summary>
    /// <param name="name">The column's name.</param>
    internal bool Has(string name) => new[] { Id, Question, Answer, Candidate }.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static InputException Unreadable(string mapping) => new(new InputProblem(
        "--map", null, mapping, $"{Names}, an equals sign and the name of a column", "For example: --map answer=Response"));
}
