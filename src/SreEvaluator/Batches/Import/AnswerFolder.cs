using System.Runtime.CompilerServices;

namespace SreEvaluator.Batches.Import;

/// <summary>
/// Reads a folder of .txt and .md files: one answer a file, whose path names the candidate and the question, or one file a candidate with a heading for each question.
/// </summary>
internal static class AnswerFolder
{
    // Links lead elsewhere, and are not followed.
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = false,
    };

    /// <summary>Whether a file is one that is read here.</summary>
    public static bool Reads(string path) => Path.GetExtension(path).ToUpperInvariant() is ".MD" or ".TXT" or ".MARKDOWN";

    /// <summary>The answers of a folder, and its problems.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="questions">The questions.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<ImportItem> ReadAsync(
        string folder, QuestionNames questions, ImportOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var files = Directory.EnumerateFiles(folder, "*", Everything).Select(path => Path.GetRelativePath(folder, path)).Order(StringComparer.Ordinal).ToList();
        foreach (var link in Links(folder))
        {
            yield return Problem(link, "a link", "files and folders", "Copy what it leads to into the folder.");
        }

        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Path.GetFileName(file).StartsWith('.'))
            {
                continue;
            }

            if (!Reads(file))
            {
                yield return Problem(file, $"a file that ends in {Path.GetExtension(file)}", ".md or .txt", "Give a CSV, JSON lines or XLSX file by itself.");
                continue;
            }

            foreach (var item in await FileAsync(Path.Combine(folder, file), file.Replace('\\', '/'), questions, options, cancellationToken).ConfigureAwait(false))
            {
                yield return item;
            }
        }
    }

    /// <summary>The answers of one file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="file">What it is called, with slashes.</param>
    /// <param name="questions">The questions.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyList<ImportItem>> FileAsync(
        string path, string file, QuestionNames questions, ImportOptions options, CancellationToken cancellationToken)
    {
        if (new FileInfo(path).Length > CandidateFile.Longest)
        {
            return [Problem(file, FormattableString.Invariant($"more than {CandidateFile.Longest:N0} bytes"), "smaller files")];
        }

        using var reader = InputText.Open(path, options.Encoding);
        var text = Trimmed(await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false));
        var name = Path.ChangeExtension(file, null);
        return NamesIn(name, questions) is { } names
            ? [new SourceRow { File = file, Row = 0, Id = name, Question = names.Question, Answer = text, Candidate = names.Candidate }]
            : CandidateFile.Read(file, name, text, questions, options.Question);
    }

    // The line break at the end of a file is the editor's, not the candidate's.
    private static string Trimmed(string text) =>
        text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;

    /// <summary>The question that a part of the path names, or two parts in a row; what is left is the candidate.</summary>
    private static (string Question, string Candidate)? NamesIn(string name, QuestionNames questions)
    {
        var parts = name.Split('/');
        for (var count = Math.Min(2, parts.Length); count > 0; count--)
        {
            for (var first = parts.Length - count; first >= 0; first--)
            {
                if (questions.TryFind(string.Join('/', parts[first..(first + count)]), out var question))
                {
                    return (question.Id, string.Join('/', parts.Where((_, index) => index < first || index >= first + count)));
                }
            }
        }

        return null;
    }

    private static IEnumerable<string> Links(string folder) => new DirectoryInfo(folder)
        .EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = false, AttributesToSkip = 0 })
        .Concat(new DirectoryInfo(folder).EnumerateDirectories("*", Everything).SelectMany(inner => inner.EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0 })))
        .Where(entry => entry.LinkTarget is not null)
        .Select(entry => Path.GetRelativePath(folder, entry.FullName))
        .Order(StringComparer.Ordinal);

    private static ImportProblem Problem(string file, string found, string expected, string remedy = "") =>
        new() { File = file, Row = 0, Found = found, Expected = expected, Remedy = remedy };
}
