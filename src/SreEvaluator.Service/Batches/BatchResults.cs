using System.Runtime.CompilerServices;
using SreEvaluator.Batches.Import;
using SreEvaluator.Reports;
using SreEvaluator.Rubrics;
using SreEvaluator.Service.Reviews;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Batches;

/// <summary>The results of a batch, with what people decided on them, as the files that people take along.</summary>
/// <param name="store">The batches.</param>
/// <param name="evaluations">The evaluations.</param>
/// <param name="judgements">Reads evaluations.</param>
/// <param name="desk">Tells what is settled.</param>
/// <param name="rubrics">The questions.</param>
/// <param name="time">The clock.</param>
internal sealed class BatchResults(BatchStore store, EvaluationStore evaluations, Judgements judgements, ReviewDesk desk, RubricLibrary rubrics, TimeProvider time)
{
    private const int PartOfResults = 200;
    private const string AnswerColumn = "answer";

    /// <summary>All results, in the order of the answers.</summary>
    private async IAsyncEnumerable<BatchResult> AllAsync(Guid id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int? after = null;
        while (await store.ResultsAsync(id, BatchFilter.All, after, PartOfResults, cancellationToken) is { Count: > 0 } part)
        {
            foreach (var result in part)
            {
                yield return result;
            }

            after = part[^1].Answer.Position;
        }
    }

    /// <summary>Results with what people decided; those whose question no rubric has any more are left out.</summary>
    /// <param name="part">The results.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<(BatchResult Result, GradedAnswer Answer)>> GradedAsync(IReadOnlyCollection<BatchResult> part, CancellationToken cancellationToken)
    {
        var said = await evaluations.OverridesAsync([.. part.Select(result => result.Evaluation.Id)], cancellationToken);
        var graded = new List<(BatchResult, GradedAnswer)>();
        foreach (var result in part)
        {
            if (rubrics.Find(result.Answer.QuestionId) is not { } question)
            {
                continue;
            }

            var reviewed = said[result.Evaluation.Id].Any() && await judgements.ReadAsync(result.Evaluation, result.Answer, cancellationToken) is { } machine
                ? await judgements.WithOverridesAsync(machine, cancellationToken)
                : null;
            graded.Add((result, new GradedAnswer(Row(result.Answer, question), result.Evaluation.Read())
            {
                Reviewed = reviewed,
                IsSettled = reviewed is not null && desk.IsSettled(reviewed),
            }));
        }

        return graded;
    }

    /// <summary>Writes the machine's evaluations as JSON lines.</summary>
    public async Task WriteLinesAsync(Guid id, Stream output, CancellationToken cancellationToken)
    {
        var lines = new StreamWriter(output, leaveOpen: true) { NewLine = "\n" };
        await using (lines)
        {
            await foreach (var result in AllAsync(id, cancellationToken))
            {
                await lines.WriteLineAsync(result.Evaluation.Json.AsMemory(), cancellationToken);
            }
        }
    }

    /// <summary>Writes them as a table of text.</summary>
    public Task WriteCsvAsync(Guid id, Stream output, CancellationToken cancellationToken) => ThroughFileAsync(output, async file =>
    {
        var table = await TableAsync(id, cancellationToken);
        var text = new StreamWriter(file, leaveOpen: true);
        await using (text)
        {
            using var csv = new ResultsCsv(table, text);
            await foreach (var answer in AnswersAsync(id, cancellationToken))
            {
                csv.Write(answer);
            }
        }
    }, cancellationToken);

    /// <summary>Writes them as a workbook.</summary>
    public Task WriteXlsxAsync(Guid id, Stream output, CancellationToken cancellationToken) => ThroughFileAsync(output, async file =>
        await ResultsXlsx.WriteAsync(await TableAsync(id, cancellationToken), AnswersAsync(id, cancellationToken), file, cancellationToken), cancellationToken);

    /// <summary>Writes them as a report that is one HTML file.</summary>
    public Task WriteReportAsync(Guid id, Stream output, CancellationToken cancellationToken) => ThroughFileAsync(output, async file =>
    {
        var report = new BatchReport((await TableAsync(id, cancellationToken)).Questions);
        await foreach (var answer in AnswersAsync(id, cancellationToken))
        {
            report.Add(answer);
        }

        var text = new StreamWriter(file, leaveOpen: true);
        await using (text)
        {
            BatchReportPage.Write(report, time.GetUtcNow(), text);
        }
    }, cancellationToken);

    private async IAsyncEnumerable<GradedAnswer> AnswersAsync(Guid id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var part in AllAsync(id, cancellationToken).Chunk(PartOfResults).WithCancellation(cancellationToken))
        {
            foreach (var (_, answer) in await GradedAsync(part, cancellationToken))
            {
                yield return answer;
            }
        }
    }

    private async Task<ResultTable> TableAsync(Guid id, CancellationToken cancellationToken)
    {
        var answered = new HashSet<string>(StringComparer.Ordinal);
        var columns = new List<string>();
        await foreach (var (answer, _) in AllAsync(id, cancellationToken))
        {
            answered.Add(answer.QuestionId);
            columns.AddRange(answer.Columns.Names.Where(name => columns.Count < InputColumns.Most && !columns.Contains(name, StringComparer.Ordinal)));
        }

        return new ResultTable([.. rubrics.Questions.Where(question => answered.Contains(question.Id))], [.. columns, AnswerColumn]);
    }

    /// <summary>The row as its file had it, with the answer as one of its columns: whoever has the table alone has the answers too.</summary>
    private static ImportedAnswer Row(StoredAnswer answer, Question question) => new()
    {
        File = string.Empty,
        Row = answer.Position + 1,
        Answer = answer.ToAnswer(),
        Question = question,
        Candidate = answer.Candidate,
        Columns = new InputColumns([.. answer.Columns.Names, AnswerColumn], [.. answer.Columns.Values, answer.Text]),
    };

    // The writers don't wait, which a response does not take.
    private static async Task ThroughFileAsync(Stream output, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            // Folders for temporary files are shared there.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(Path.Combine(Path.GetTempPath(), $"sre-evaluator-{Guid.CreateVersion7():N}"), options);
        await using (file)
        {
            await write(file);
            file.Position = 0;
            await file.CopyToAsync(output, cancellationToken);
        }
    }
}
