using SreEvaluator.Service.Problems;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Idempotency;

/// <summary>Does the work of a request once for each idempotency key, and gives the same request the same response again.</summary>
/// <param name="requests">Keeps requests and responses.</param>
internal sealed class Repeats(IdempotencyStore requests)
{
    /// <summary>The response to a request from before.</summary>
    /// <param name="earlier">The request.</param>
    /// <exception cref="ProblemException">It has none.</exception>
    public static JsonResponse Again(IdempotentRequest earlier) => new(earlier.Kept ?? throw new ProblemException(
        ProblemKind.Conflict, "The same request is still on its way, or was cut off. Look whether it had its effect."));

    /// <summary>Does the work, or gives the response from before.</summary>
    /// <param name="key">The key; null for a request without one.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Ends it before the work has begun.</param>
    /// <exception cref="IdempotencyConflictException">The key was used for another request.</exception>
    /// <exception cref="ProblemException">The same request was begun before, and has no response.</exception>
    public async Task<JsonResponse> OnceAsync(IdempotencyKey? key, Func<Task<KeptResponse>> work, CancellationToken cancellationToken)
    {
        if (key is null)
        {
            return new JsonResponse(await work());
        }

        if (await requests.BeginAsync(key, cancellationToken) is { } earlier)
        {
            return Again(earlier);
        }

        var response = await DoneAsync(key, work);
        await requests.CompleteAsync(key, response, CancellationToken.None);
        return new JsonResponse(response);
    }

    private async Task<KeptResponse> DoneAsync(IdempotencyKey key, Func<Task<KeptResponse>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (failure is not StorageException { Failure: StorageFailure.Unreachable })
        {
            // Nothing was done, so that it may be tried again. Whether it was is not known where the database went away: then the key stays taken.
            await requests.ForgetAsync(key, CancellationToken.None);
            throw;
        }
    }
}
