using System.Collections.Concurrent;

namespace SreEvaluator.Service.Worker;

/// <summary>Lets those who wait for an answer's evaluation know as soon as this process has stored it.</summary>
public sealed class Evaluated
{
    private readonly ConcurrentDictionary<Guid, Waiting> _waiting = [];

    /// <summary>Waits until an answer has an evaluation of this process. One of another process is not heard of: look into the store now and then.</summary>
    /// <param name="answerId">The answer.</param>
    /// <param name="longest">How long to wait.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether it has one; false when the time is up.</returns>
    public async Task<bool> WaitAsync(Guid answerId, TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        var waiting = _waiting.AddOrUpdate(answerId, _ => new Waiting(1, New()), (_, one) => one with { Count = one.Count + 1 });
        try
        {
            await waiting.Told.Task.WaitAsync(longest, time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            Leave(answerId);
        }
    }

    /// <summary>Tells that answers have evaluations.</summary>
    /// <param name="answerIds">The answers.</param>
    public void Tell(IEnumerable<Guid> answerIds)
    {
        ArgumentNullException.ThrowIfNull(answerIds);
        foreach (var id in answerIds)
        {
            if (_waiting.TryGetValue(id, out var waiting))
            {
                waiting.Told.TrySetResult();
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Leave(Guid answerId)
    {
        while (_waiting.TryGetValue(answerId, out var one)
            && !(one.Count == 1 ? _waiting.TryRemove(KeyValuePair.Create(answerId, one)) : _waiting.TryUpdate(answerId, one with { Count = one.Count - 1 }, one)))
        {
        }
    }

    private sealed record Waiting(int Count, TaskCompletionSource Told);
}
