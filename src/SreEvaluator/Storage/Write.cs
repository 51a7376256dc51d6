namespace SreEvaluator.Storage;

/// <summary>One piece of work that changes the database, wholly or not at all.</summary>
internal abstract class Write
{
    /// <summary>Whether its caller has lost interest before it was begun.</summary>
    public abstract bool IsCancelled { get; }

    /// <summary>Does the work in somebody's transaction. May be called again after that transaction was rolled back.</summary>
    public abstract Task RunAsync(StorageContext context);

    /// <summary>Tells the caller that the work is committed.</summary>
    public abstract void Complete();

    /// <summary>Tells the caller that nothing was done.</summary>
    public abstract void Fail(Exception failure);

    /// <summary>Tells the caller that it was cancelled in time.</summary>
    public abstract void Cancel();
}

/// <inheritdoc/>
/// <typeparam name="T">What the work gives.</typeparam>
/// <param name="work">The work; everything that it does is within the context's transaction.</param>
/// <param name="cancellationToken">Cancels it as long as it has not begun.</param>
internal sealed class Write<T>(Func<StorageContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken) : Write
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    /// <summary>Ends when the work is committed, or came to nothing.</summary>
    public Task<T> Done => _done.Task;

    public override bool IsCancelled => cancellationToken.IsCancellationRequested;

    public override async Task RunAsync(StorageContext context) => _result = await work(context, CancellationToken.None).ConfigureAwait(false);

    public override void Complete() => _done.TrySetResult(_result);

    public override void Fail(Exception failure) => _done.TrySetException(failure);

    public override void Cancel() => _done.TrySetCanceled(cancellationToken);
}
