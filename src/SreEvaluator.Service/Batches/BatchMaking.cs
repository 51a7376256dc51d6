using SreEvaluator.Batches.Import;
using SreEvaluator.Grading;
using SreEvaluator.Rubrics;
using SreEvaluator.Service.Access;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Batches;

/// <summary>Makes batches of files. The API and the pages share it.</summary>
/// <param name="store">The batches.</param>
/// <param name="rubrics">The questions.</param>
internal sealed class BatchMaking(BatchStore store, RubricLibrary rubrics)
{
    /// <summary>Makes a batch, which is graded once it is started.</summary>
    /// <param name="title">What it is called.</param>
    /// <param name="grader">Which grader is wanted.</param>
    /// <param name="upload">The file.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="response">What is kept under the caller's idempotency key, from what became of the file; null for nothing.</param>
    /// <param name="caller">Who makes it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What became of the file, and the same request that was before; null where this one is the first.</returns>
    /// <exception cref="InputException">The file as a whole can't be used.</exception>
    public async Task<(UploadedJson Made, IdempotentRequest? Earlier)> MakeAsync(
        string title, GraderChoice grader, Upload upload, ImportOptions options, Func<UploadedJson, IdempotentResponse?> response, Caller caller, CancellationToken cancellationToken)
    {
        var batch = await store.AddAsync(title, grader, caller.Actor, cancellationToken);
        try
        {
            var count = await store.AddAnswersAsync(batch.Id, upload.AnswersAsync(rubrics, options, cancellationToken), cancellationToken);
            if (upload.Problems.Count > 0)
            {
                await store.AddErrorsAsync(batch.Id, upload.LeftOut, upload.Errors, cancellationToken);
            }

            var made = new UploadedJson(BatchJson.Of(batch with { State = BatchState.Draft, Answers = count, LeftOut = upload.LeftOut }), upload.LeftOut, upload.Problems);
            return (made, await store.ReadyAsync(batch.Id, response(made), caller.Actor, cancellationToken));
        }
        catch
        {
            // A batch whose file turns out to be of no use does not stay behind as one whose answers still come.
            await store.CancelAsync(batch.Id, caller.Actor, CancellationToken.None);
            throw;
        }
    }
}
