using System.Collections.Immutable;
using SreEvaluator.Batches.Import;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Batches;

/// <summary>What the input of a batch holds, counted before anything is graded.</summary>
public sealed record BatchSurvey
{
    /// <summary>The answers that can be graded.</summary>
    public required int Answers { get; init; }

    /// <summary>The rows that are left out.</summary>
    public required int LeftOut { get; init; }

    /// <summary>The answers that hold nothing to grade.</summary>
    public required int Empty { get; init; }

    /// <summary>The answers whose text another one to the same question has too.</summary>
    public required int SameText { get; init; }

    /// <summary>The questions that are answered, with how many answers each has and how many characters those have.</summary>
    public required ImmutableArray<QuestionCount> Questions { get; init; }

    /// <summary>The names of the columns that are passed through to the results.</summary>
    public required ImmutableArray<string> Columns { get; init; }

    /// <summary>The first problems, up to <see cref="ShownProblems"/>.</summary>
    public required ImmutableArray<ImportProblem> Problems { get; init; }

    /// <summary>How many problems are kept to be shown; the file errors.csv has all.</summary>
    public const int ShownProblems = 10;

    /// <summary>Reads the input once.</summary>
    /// <param name="import">The input.</param>
    /// <param name="errors">Where to write the problems.</param>
    /// <param name="each">Is given each answer.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InputException">The input as a whole can't be used.</exception>
    public static async Task<BatchSurvey> OfAsync(AnswerImport import, ErrorsCsv errors, Action<ImportedAnswer> each, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(import);
        ArgumentNullException.ThrowIfNull(errors);
        ArgumentNullException.ThrowIfNull(each);
        int leftOut = 0, empty = 0, sameText = 0;
        var counts = new Dictionary<string, (Question Question, int Answers, long Characters)>(StringComparer.Ordinal);
        var columns = ImmutableArray.CreateBuilder<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var problems = ImmutableArray.CreateBuilder<ImportProblem>();
        ImmutableArray<string> last = [];
        await foreach (var item in import.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            switch (item)
            {
                case ImportProblem problem:
                    leftOut += problem.LeftOut ? 1 : 0;
                    sameText += problem.LeftOut ? 0 : 1;
                    errors.Write(problem);
                    if (problems.Count < ShownProblems)
                    {
                        problems.Add(problem);
                    }

                    break;
                case ImportedAnswer answer:
                    empty += answer.Answer.IsBlank ? 1 : 0;
                    var count = counts.GetValueOrDefault(answer.Question.Id);
                    counts[answer.Question.Id] = (answer.Question, count.Answers + 1, count.Characters + answer.Answer.Text.Length);
                    if (answer.Columns.Names != last)
                    {
                        last = answer.Columns.Names;
                        columns.AddRange(last.Where(name => known.Count < InputColumns.Most && known.Add(name)));
                    }

                    each(answer);
                    break;
            }
        }

        return new BatchSurvey
        {
            Answers = counts.Values.Sum(count => count.Answers),
            LeftOut = leftOut,
            Empty = empty,
            SameText = sameText - empty,
            Questions = [.. counts.Values.OrderBy(count => count.Question.Id, StringComparer.Ordinal).Select(count => new QuestionCount(count.Question, count.Answers, count.Characters))],
            Columns = columns.DrainToImmutable(),
            Problems = problems.DrainToImmutable(),
        };
    }
}
