using System.Text;
using SreEvaluator.Batches.Import;
using SreEvaluator.Batches.Regrades;

namespace SreEvaluator.Batches;

/// <summary>Takes the answers of an input into the folder of a batch, where they are from then on read.</summary>
public static class BatchIntake
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Reads the input once, and writes answers.jsonl and errors.csv. A folder that is refused stays as it was.</summary>
    /// <param name="folder">The folder, held.</param>
    /// <param name="import">The input.</param>
    /// <param name="settings">What is graded with; the rubrics of the questions are added to it.</param>
    /// <param name="resume">Whether to go on with what is there.</param>
    /// <param name="accept">Is shown what the input holds before anything of it is kept; throws where it is not to be graded.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InputException">The input can't be used or holds no answer, or the folder is not one to work in.</exception>
    public static async Task<BatchSurvey> TakeAsync(
        BatchFolder folder, AnswerImport import, BatchSettings settings, bool resume, Action<BatchSurvey> accept, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(import);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(accept);
        folder.Refuse(resume);
        var (answers, errors) = (folder.Answers + ".new", folder.Errors + ".new");
        try
        {
            var survey = await SurveyAsync(import, answers, errors, cancellationToken).ConfigureAwait(false);
            if (survey.Answers == 0)
            {
                var first = survey.Problems.IsEmpty ? "See whether the input holds any rows." : $"The first problem: {survey.Problems[0].InWords}";
                throw new InputException(new InputProblem("input", null, "no answer that can be graded", "at least one", $"{first} To see all: --dry-run"));
            }

            accept(survey);
            foreach (var (question, _, _) in survey.Questions)
            {
                settings.Rubrics[question.Id] = question.RubricHash;
                settings.Fingerprints[question.Id] = RubricFingerprint.Of(question);
            }

            folder.Settle(settings);
            File.Move(answers, folder.Answers, overwrite: true);
            File.Move(errors, folder.Errors, overwrite: true);
            return survey;
        }
        finally
        {
            File.Delete(answers);
            File.Delete(errors);
        }
    }

    private static async Task<BatchSurvey> SurveyAsync(AnswerImport import, string answers, string errors, CancellationToken cancellationToken)
    {
        var kept = new StreamWriter(answers, append: false, Utf8, bufferSize: 64 * 1024);
        await using var keptClosed = kept.ConfigureAwait(false);
        var told = new StreamWriter(errors, append: false, Encoding.UTF8);
        await using var toldClosed = told.ConfigureAwait(false);
        using var table = new ErrorsCsv(told);
        return await BatchSurvey.OfAsync(import, table, answer => kept.Write(StoredAnswer.Of(answer).ToLine() + "\n"), BatchSurvey.ShownProblems, cancellationToken).ConfigureAwait(false);
    }
}
