using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using SreEvaluator.Batches;
using SreEvaluator.Batches.Import;
using SreEvaluator.Rubrics;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Batches;

/// <summary>A file with answers that was sent, kept on the disk until it is read.</summary>
internal sealed class Upload : IAsyncDisposable
{
    private const int MostProblems = 100;
    private const int MostErrors = 10_000;

    private readonly string _path;
    private readonly string _name;
    private readonly List<RowProblemJson> _problems = [];
    private readonly StringWriter _errors = new(CultureInfo.InvariantCulture);

    private Upload(string path, string name, byte[] hash)
    {
        _path = path;
        _name = name;
        Hash = hash;
    }

    /// <summary>The SHA-256 of the file.</summary>
    public ReadOnlyMemory<byte> Hash { get; }

    /// <summary>How many rows were left out.</summary>
    public int LeftOut { get; private set; }

    /// <summary>What was wrong with rows, the first of it.</summary>
    public IReadOnlyList<RowProblemJson> Problems => _problems;

    /// <summary>What was wrong with rows as a table: so much of it as people read.</summary>
    public string Errors => _errors.ToString();

    /// <summary>The ending of a file of a media type.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static string Ending(string? mediaType) => mediaType?.Split(';')[0].Trim().ToLowerInvariant() switch
    {
        "text/csv" => ".csv",
        "text/tab-separated-values" => ".tsv",
        "application/x-ndjson" or "application/jsonl" => ".jsonl",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => ".xlsx",
        _ => throw new InputException(new InputProblem(
            "Content-Type", null, "another media type", "text/csv, text/tab-separated-values, application/x-ndjson or application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
    };

    /// <summary>The ending of a file's name, where answers are read from such files; null where they are not.</summary>
    public static string? EndingOf(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".csv" or ".tsv" or ".jsonl" or ".ndjson" or ".xlsx" => Path.GetExtension(name).ToLowerInvariant(),
        _ => null,
    };

    // Of the other kinds each has an encoding of its own.
    private bool HasEncoding => Path.GetExtension(_path) is ".csv" or ".tsv";

    /// <summary>Takes a file in.</summary>
    /// <param name="body">The file.</param>
    /// <param name="ending">How its name would end.</param>
    /// <param name="name">What its sender calls it; empty where that is not known.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<Upload> ReceiveAsync(Stream body, string ending, string name, CancellationToken cancellationToken)
    {
        // Never the caller's own name: it could lead anywhere.
        var path = Path.Combine(Path.GetTempPath(), $"sre-evaluator-{Guid.CreateVersion7():N}{ending}");
        try
        {
            using var sha = SHA256.Create();
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
            if (!OperatingSystem.IsWindows())
            {
                // Folders for temporary files are shared there.
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            var file = new FileStream(path, options);
            await using (file)
            {
                var hashing = new CryptoStream(file, sha, CryptoStreamMode.Write, leaveOpen: true);
                await using (hashing)
                {
                    await body.CopyToAsync(hashing, cancellationToken);
                }
            }

            return new Upload(path, name, sha.Hash!);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>The answers that can be graded; what is wrong with others is noted.</summary>
    /// <param name="rubrics">The questions.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InputException">The file as a whole can't be used.</exception>
    public async IAsyncEnumerable<NewAnswer> AnswersAsync(RubricLibrary rubrics, ImportOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var errors = new ErrorsCsv(_errors);
        var noted = 0;
        await foreach (var item in Import(rubrics, options).ReadAsync(cancellationToken))
        {
            switch (item)
            {
                case ImportedAnswer answer:
                    yield return new NewAnswer(answer.Answer.Id, answer.Question.Id, answer.Answer.Text) { Candidate = answer.Candidate, Columns = answer.Columns };
                    break;
                case ImportProblem problem:
                    Note(RowProblemJson.Of(problem));
                    if (++noted <= MostErrors)
                    {
                        errors.Write(problem with { File = _name });
                    }

                    break;
            }
        }
    }

    /// <summary>The file, to be read.</summary>
    /// <param name="rubrics">The questions.</param>
    /// <param name="options">How it is read.</param>
    public AnswerImport Import(RubricLibrary rubrics, ImportOptions options) => new(_path, rubrics, options);

    /// <summary>The encoding that a table of text suggests where it has no byte order mark; null for a file of another kind.</summary>
    /// <param name="rubrics">The questions.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<string?> EncodingAsync(RubricLibrary rubrics, CancellationToken cancellationToken) =>
        !HasEncoding ? null : await Import(rubrics, ImportOptions.Default).IsTextAsync(cancellationToken) ? FileForm.Encodings[0] : FileForm.Encodings[1];

    public ValueTask DisposeAsync()
    {
        _errors.Dispose();
        File.Delete(_path);
        return ValueTask.CompletedTask;
    }

    private void Note(RowProblemJson problem)
    {
        LeftOut += problem.LeftOut ? 1 : 0;
        if (_problems.Count < MostProblems)
        {
            _problems.Add(problem);
        }
    }
}
