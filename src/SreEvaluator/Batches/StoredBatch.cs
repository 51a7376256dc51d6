using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SreEvaluator.Batches.Import;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Batches;

/// <summary>The answers that the folder of a batch holds, read one by one.</summary>
public sealed class StoredBatch
{
    private readonly BatchFolder _folder;
    private readonly RubricLibrary _rubrics;

    /// <summary>Takes the folder of a batch; nothing is read yet.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="rubrics">The rubrics that hold its questions.</param>
    /// <exception cref="InputException">It is no folder of a batch.</exception>
    public StoredBatch(BatchFolder folder, RubricLibrary rubrics)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(rubrics);
        if (!File.Exists(folder.Answers) || !File.Exists(folder.Settings))
        {
            throw new InputException(new InputProblem(
                folder.Path, null, "no batch", "a folder that sre-evaluator batch has written", "Grade one: sre-evaluator batch <answers> --out <folder>"));
        }

        _folder = folder;
        _rubrics = rubrics;
    }

    /// <summary>The answers in the order of the input.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InputException">A line can't be read, or the rubrics have no such question.</exception>
    public async IAsyncEnumerable<ImportedAnswer> AnswersAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var row = 0;
        await foreach (var line in File.ReadLinesAsync(_folder.Answers, cancellationToken).ConfigureAwait(false))
        {
            row++;
            StoredAnswer stored;
            try
            {
                stored = StoredAnswer.Parse(line);
            }
            catch (JsonException)
            {
                throw new InputException(new InputProblem(_folder.Answers, row, "a line that is no answer", "the file as a batch wrote it"));
            }

            yield return stored.ToImported(_rubrics.Find(stored.Question) ?? throw new InputException(new InputProblem(
                _folder.Answers, row, $"an answer to {stored.Question}", "a question of the rubrics", "Name the folder of the rubrics that the batch was graded with: --rubrics <folder>")));
        }
    }

    /// <summary>Its questions in the order of their ids, and the columns of the input in theirs.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InputException">A line can't be read, or the rubrics have no such question.</exception>
    public async Task<(ImmutableArray<Question> Questions, ImmutableArray<string> Columns)> ShapeAsync(CancellationToken cancellationToken)
    {
        var questions = new SortedDictionary<string, Question>(StringComparer.Ordinal);
        var columns = new List<string>();
        await foreach (var answer in AnswersAsync(cancellationToken).ConfigureAwait(false))
        {
            questions.TryAdd(answer.Question.Id, answer.Question);
            columns.AddRange(answer.Columns.Names.Where(name => columns.Count < InputColumns.Most && !columns.Contains(name, StringComparer.Ordinal)));
        }

        return ([.. questions.Values], [.. columns]);
    }
}
