using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using SreEvaluator.Grading;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Batches.Import;

/// <summary>
/// Reads answers from a CSV, JSON lines or XLSX file, a folder of text files, or a file of one candidate. What can't be used is reported and stops nothing.
/// Of input of any size only a few rows are held at a time, beside a few bytes for each row by which duplicates are known.
/// </summary>
public sealed class AnswerImport
{
    /// <summary>The longest id or candidate, in characters.</summary>
    public const int LongestName = 300;

    private const int ShownOfName = 60;

    private readonly string _path;
    private readonly QuestionNames _questions;
    private readonly ImportOptions _options;

    /// <summary>Prepares the import; nothing is read yet.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="rubrics">The rubrics that hold the questions.</param>
    /// <param name="options">How it is read.</param>
    /// <exception cref="InputException">There is nothing of the kind, or <see cref="ImportOptions.Question"/> is unknown.</exception>
    public AnswerImport(string path, RubricLibrary rubrics, ImportOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(rubrics);
        ArgumentNullException.ThrowIfNull(options);
        _path = path;
        _questions = new QuestionNames(rubrics);
        _options = options;
        if (options.Question.Length > 0 && !_questions.TryFind(options.Question, out _))
        {
            throw new InputException(new InputProblem("question", null, $"no question {options.Question}", "the id of a question", _questions.Advice(options.Question)));
        }

        if (!Directory.Exists(path) && !File.Exists(path))
        {
            throw new InputException(new InputProblem(path, null, "no such file or folder", "a file or folder with answers"));
        }
    }

    /// <summary>Reads it from the start. The order of the items is the same each time.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InputException">The file as a whole can't be used, such as one without a column for the answer.</exception>
    public async IAsyncEnumerable<ImportItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ids = new Seen();
        var texts = new Seen();
        await foreach (var item in SourceAsync(_options, cancellationToken).ConfigureAwait(false))
        {
            if (item is not SourceRow row)
            {
                yield return item;
                continue;
            }

            if (Problem(row) is { } problem)
            {
                yield return problem;
                continue;
            }

            var answer = Answer(row, out var refused);
            if (answer is null)
            {
                yield return refused!;
                continue;
            }

            if (ids.At(answer.Question.Id, answer.Answer.Id, row.Row) is { } first)
            {
                yield return Of(
                    row, _options.Map.Id, $"the id {Shown(answer.Answer.Id)}, which {Another(first)} has for the same question", "an id of its own for each answer to a question");
                continue;
            }

            if (answer.Answer.IsBlank)
            {
                yield return Of(row, _options.Map.Answer, "an empty answer", "the candidate's text", "It is kept, and not assessed.") with { LeftOut = false };
            }
            else if (texts.At(answer.Question.Id, answer.Answer.Text, row.Row) is { } same)
            {
                yield return Of(row, _options.Map.Answer, $"the same text as {(Directory.Exists(_path) ? string.Empty : "in ")}{Another(same)}", "a text of its own", "It is graded all the same.") with { LeftOut = false };
            }

            yield return answer;
        }
    }

    /// <summary>The columns of a table and its first rows, whatever they are called.</summary>
    /// <param name="rows">The most rows.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InputException">The file as a whole can't be read.</exception>
    public async Task<TablePreview> PreviewAsync(int rows, CancellationToken cancellationToken)
    {
        var read = new List<InputColumns>();
        var problems = ImmutableArray.CreateBuilder<ImportProblem>();
        await foreach (var item in SourceAsync(_options with { Map = ColumnMap.None }, cancellationToken).ConfigureAwait(false))
        {
            switch (item)
            {
                case SourceRow row:
                    read.Add(row.Columns);
                    break;
                case ImportProblem problem:
                    problems.Add(problem);
                    break;
            }

            if (read.Count == rows || problems.Count == rows)
            {
                break;
            }
        }

        var names = read.SelectMany(row => row.Names).Distinct(StringComparer.Ordinal).ToImmutableArray();
        return new TablePreview(names, [.. read.Select(row => names.Select(row.ValueOf).ToImmutableArray())], problems.DrainToImmutable());
    }

    /// <summary>Whether all of a file is text in the encoding that it would be read in. Reads it once.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InputException">The file can't be read.</exception>
    public async Task<bool> IsTextAsync(CancellationToken cancellationToken)
    {
        using var text = InputText.Open(_path, _options.Encoding);
        var part = new char[InputText.Buffer];
        while (await text.ReadAsync(part, cancellationToken).ConfigureAwait(false) is > 0 and var length)
        {
            if (part.AsSpan(0, length).Contains(InputText.Unreadable))
            {
                return false;
            }
        }

        return true;
    }

    private IAsyncEnumerable<ImportItem> SourceAsync(ImportOptions options, CancellationToken cancellationToken)
    {
        if (Directory.Exists(_path))
        {
            return AnswerFolder.ReadAsync(_path, _questions, options, cancellationToken);
        }

        return Path.GetExtension(_path).ToUpperInvariant() switch
        {
            ".CSV" or ".TSV" => CsvRows.ReadAsync(_path, options, cancellationToken),
            ".JSONL" or ".NDJSON" => JsonLines.ReadAsync(_path, options, cancellationToken),
            ".XLSX" => XlsxRows.ReadAsync(_path, options, cancellationToken),
            _ when AnswerFolder.Reads(_path) => OneFileAsync(options, cancellationToken),
            var other => throw new InputException(new InputProblem(
                _path, null, other.Length == 0 ? "a file without an ending" : $"a file that ends in {other.ToLowerInvariant()}", ".csv, .tsv, .jsonl, .xlsx, .md, .txt or a folder")),
        };
    }

    private async IAsyncEnumerable<ImportItem> OneFileAsync(ImportOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var item in await AnswerFolder.FileAsync(_path, Path.GetFileName(_path), _questions, options, cancellationToken).ConfigureAwait(false))
        {
            yield return item;
        }
    }

    /// <summary>What is wrong with the texts of a row.</summary>
    private ImportProblem? Problem(SourceRow row)
    {
        foreach (var (column, value) in ((string, string)[])
        [
            (_options.Map.Id, row.Id), (_options.Map.Question, row.Question), (_options.Map.Answer, row.Answer), (_options.Map.Candidate, row.Candidate),
            .. row.Columns.Names.Zip(row.Columns.Values),
        ])
        {
            if (value.Contains(InputText.Unreadable, StringComparison.Ordinal))
            {
                return Of(row, column, $"bytes that are no {_options.Encoding.WebName} text", "text in UTF-8", "Save the file as UTF-8, or name its encoding, such as: --encoding windows-1252");
            }

            if (value.Contains('\0', StringComparison.Ordinal))
            {
                return Of(row, column, "a NUL character", "text", "If the file is UTF-16, save it as UTF-8 or with a byte order mark.");
            }
        }

        foreach (var (column, value) in ((string, string)[])[(_options.Map.Id, row.Id), (_options.Map.Candidate, row.Candidate)])
        {
            if (value.Length > LongestName)
            {
                return Of(row, column, $"{value.Length} characters", $"at most {LongestName}");
            }

            if (value.Any(char.IsControl))
            {
                return Of(row, column, "a control character or line break", "a name on one line");
            }

            // Names end up in the names of files elsewhere, and must not lead out of a folder there.
            if (value.StartsWith('/') || value.Contains('\\', StringComparison.Ordinal) || value.Split('/').Any(part => part is "." or ".."))
            {
                return Of(row, column, $"{Shown(value)}, which is a path", "a name that is no path out of a folder");
            }
        }

        return null;
    }

    private ImportedAnswer? Answer(SourceRow row, out ImportProblem? refused)
    {
        var name = row.Question.Trim();
        if (!_questions.TryFind(name.Length == 0 ? _options.Question : name, out var question))
        {
            refused = name.Length == 0
                ? Of(row, _options.Map.Question, "no question", "the id of a question", "Name one for all such rows: --question <id>")
                : Of(row, _options.Map.Question, $"no question {Shown(name)}", "the id of a question", _questions.Advice(name.Length > LongestName ? name[..LongestName] : name));
            return null;
        }

        try
        {
            refused = null;
            return new ImportedAnswer
            {
                File = row.File,
                Row = row.Row,
                Answer = new Answer(string.IsNullOrWhiteSpace(row.Id) ? string.Create(CultureInfo.InvariantCulture, $"row-{row.Row}") : row.Id.Trim(), row.Answer),
                Question = question,
                Candidate = row.Candidate.Trim(),
                Columns = row.Columns,
            };
        }
        catch (InputException failure)
        {
            refused = Of(row, _options.Map.Answer, failure.Problems[0].Found, failure.Problems[0].Expected, failure.Problems[0].Remedy ?? string.Empty);
            return null;
        }
    }

    // Of files in a folder only the row within one is known.
    private string Another(int row) => Directory.Exists(_path) ? "another answer" : string.Create(CultureInfo.InvariantCulture, $"row {row}");

    private static string Shown(string name) => name.Length > ShownOfName ? name[..ShownOfName] + "…" : name;

    private static ImportProblem Of(ImportItem row, string column, string found, string expected, string remedy = "") => new()
    {
        File = row.File,
        Row = row.Row,
        Column = column,
        Found = found,
        Expected = expected,
        Remedy = remedy,
    };
}
