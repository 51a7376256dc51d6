using System.Collections.Concurrent;

namespace SreEvaluator.Grading.Judging;

/// <summary>Lets only one at a time do work of the same name; works of other names run side by side.</summary>
internal sealed class OnceAtATime
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _underWay = new(StringComparer.Ordinal);

    /// <summary>Waits until nobody else does this work. Whoever enters leaves by disposing of what is returned.</summary>
    public async Task<IDisposable> EnterAsync(string name, CancellationToken cancellationToken)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (true)
        {
            var theirs = _underWay.GetOrAdd(name, mine);
            if (theirs == mine)
            {
                return new Work(this, name, mine);
            }

            await theirs.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private sealed class Work(OnceAtATime all, string name, TaskCompletionSource done) : IDisposable
    {
        public void Dispose()
        {
            all._underWay.TryRemove(name, out _);
            done.TrySetResult();
        }
    }
}
