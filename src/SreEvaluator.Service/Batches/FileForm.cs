using System.Collections.Immutable;
using SreEvaluator.Batches.Import;

namespace SreEvaluator.Service.Batches;

/// <summary>What the form of a file says: what the batch is called, who grades it, and what the columns mean.</summary>
public sealed record FileForm
{
    /// <summary>The encodings that can be chosen, by name; the second is that of most files that are not in the first.</summary>
    public static readonly ImmutableArray<string> Encodings =
        ["utf-8", "windows-1252", "iso-8859-15", "windows-1250", "windows-1251", "macintosh", "utf-16", "shift_jis", "gb18030"];

    /// <summary>What the batch is called.</summary>
    public string? Title { get; init; }

    /// <summary>Which grader is wanted.</summary>
    public string? Grader { get; init; }

    /// <summary>The column of the answer; empty for none.</summary>
    public string? Answer { get; init; }

    /// <summary>The column of the question; empty for none.</summary>
    public string? Question { get; init; }

    /// <summary>The question of rows that name none; empty where each names its own.</summary>
    public string? All { get; init; }

    /// <summary>The column of the answer's id; empty for none.</summary>
    public string? Name { get; init; }

    /// <summary>The column of who wrote it; empty for none.</summary>
    public string? Candidate { get; init; }

    /// <summary>The encoding of a file that has no byte order mark; null for what the file suggests.</summary>
    public string? Encoding { get; init; }

    /// <summary>Whether the columns say what is answered, and what with.</summary>
    internal bool IsComplete => Answer is { Length: > 0 } && (Question is { Length: > 0 } || All is { Length: > 0 });

    /// <summary>How the file is read.</summary>
    internal ImportOptions Options => new()
    {
        Encoding = Encodings.Contains(Encoding ?? string.Empty) ? ImportOptions.EncodingOf(Encoding!)! : System.Text.Encoding.UTF8,
        Question = All ?? string.Empty,
        Map = ColumnMap.Of(new[] { ("answer", Answer), ("question", Question), ("id", Name), ("candidate", Candidate) }
            .Where(column => column.Item2 is { Length: > 0 })
            .Select(column => $"{column.Item1}={column.Item2}")),
    };

    /// <summary>What the names of the columns suggest, where nothing else is chosen.</summary>
    /// <param name="columns">The names.</param>
    /// <param name="title">What the batch is called where nothing else is said.</param>
    internal FileForm Suggested(IReadOnlyList<string> columns, string title)
    {
        return this with
        {
            Title = Title ?? title,
            Answer = Answer ?? Named("answer"),
            Question = Question ?? Named("question"),
            Name = Name ?? Named("id"),
            Candidate = Candidate ?? Named("candidate"),
        };

        string Named(string name) => columns.FirstOrDefault(column => column.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? string.Empty;
    }
}
