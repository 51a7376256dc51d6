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

    /// <summary>The first problems, <see cref="ShownProblems"/> where nothing else was asked for.</summary>
    public required ImmutableArray<ImportProblem> Problems { get; init; }

    /// <summary>How many problems are kept to be shown; the file errors.csv has all.</summary>
    public const int ShownProblems = 10;

    /// <summary>Counts what a run over this input would grade, question by question. Reads the input once more.</summary>
    /// <param name="import">The input.</param>
    /// <param name="folder">The folder of a batch that is to be gone on with, whose graded answers do not count; null for a new one.</param>
    /// <param name="sample">How many answers to try; null for all.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InputException">A file of the batch can't be read.</exception>
    public async Task<ImmutableArray<QuestionCount>> ToGradeAsync(
        AnswerImport import, BatchFolder? folder, int? sample, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(import);
        using var log = folder is not null && File.Exists(folder.Evaluations) ? EvaluationLog.Open(folder.Evaluations, time, static (_, _) => { }) : null;
        var counts = new Counts();
        await foreach (var answer in Sample.OfAsync(import.ReadAsync(cancellationToken).OfType<ImportedAnswer>(), Answers, sample, cancellationToken).ConfigureAwait(false))
        {
            if (log?.Has(AnswerKey.Of(answer)) != true)
            {
                counts.Add(answer);
            }
        }

        return counts.InOrder;
    }

    /// <summary>Reads the input once.</summary>
    /// <param name="import">The input.</param>
    /// <param name="errors">Where to write the problems.</param>
    /// <param name="each">Is given each answer.</param>
    /// <param name="shown">The most problems that are kept to be shown.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InputException">The input as a whole can't be used.</exception>
    public static async Task<BatchSurvey> OfAsync(AnswerImport import, ErrorsCsv errors, Action<ImportedAnswer> each, int shown, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(import);
        ArgumentNullException.ThrowIfNull(errors);
        ArgumentNullException.ThrowIfNull(each);
        int leftOut = 0, empty = 0, sameText = 0;
        var counts = new Counts();
        var problems = ImmutableArray.CreateBuilder<ImportProblem>();
        await foreach (var item in import.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            switch (item)
            {
                case ImportProblem problem:
                    leftOut += problem.LeftOut ? 1 : 0;
                    sameText += problem.LeftOut ? 0 : 1;
                    errors.Write(problem);
                    if (problems.Count < shown)
                    {
                        problems.Add(problem);
                    }

                    break;
                case ImportedAnswer answer:
                    empty += answer.Answer.IsBlank ? 1 : 0;
                    counts.Add(answer);
                    each(answer);
                    break;
            }
        }

        return new BatchSurvey
        {
            Answers = counts.InOrder.Sum(count => count.Answers),
            LeftOut = leftOut,
            Empty = empty,
            SameText = sameText - empty,
            Questions = counts.InOrder,
            Problems = problems.DrainToImmutable(),
        };
    }

    private sealed class Counts
    {
        private readonly Dictionary<string, (Question Question, int Answers, long Characters)> _counts = new(StringComparer.Ordinal);

        public ImmutableArray<QuestionCount> InOrder =>
            [.. _counts.Values.OrderBy(count => count.Question.Id, StringComparer.Ordinal).Select(count => new QuestionCount(count.Question, count.Answers, count.Characters))];

        public void Add(ImportedAnswer answer)
        {
            var count = _counts.GetValueOrDefault(answer.Question.Id);
            _counts[answer.Question.Id] = (answer.Question, count.Answers + 1, count.Characters + answer.Answer.Text.Length);
        }
    }
}
