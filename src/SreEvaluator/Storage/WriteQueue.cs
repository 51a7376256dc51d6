using System.Threading.Channels;

namespace SreEvaluator.Storage;

/// <summary>
/// Commits writes in groups: what comes in while one transaction is on its way to the disk goes into the next, all of it with one wait for the disk.
/// Each write sees those before it. Where one of a group fails, the group is rolled back and each is done alone, so that none suffers for another.
/// </summary>
internal sealed class WriteQueue : IAsyncDisposable
{
    private const int MostAtOnce = 128;
    private const int MostWaiting = 4096;
    private const int MostCollisions = 5;

    private readonly Channel<Write> _waiting = Channel.CreateBounded<Write>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly Func<StorageContext> _open;
    private readonly Task _loop;

    /// <summary>Starts it.</summary>
    /// <param name="open">Opens a context; it is disposed of after one transaction.</param>
    public WriteQueue(Func<StorageContext> open)
    {
        _open = open;
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>Does work in a transaction; returns when it is on the disk.</summary>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public async Task<T> WriteAsync<T>(Func<StorageContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var write = new Write<T>(work, cancellationToken);
        await _waiting.Writer.WriteAsync(write, cancellationToken).ConfigureAwait(false);
        return await write.Done.ConfigureAwait(false);
    }

    /// <summary>Finishes what was handed in.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
    }

    private async Task LoopAsync()
    {
        var group = new List<Write>(MostAtOnce);
        while (await _waiting.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            group.Clear();
            while (group.Count < MostAtOnce && _waiting.Reader.TryRead(out var write))
            {
                if (write.IsCancelled)
                {
                    write.Cancel();
                }
                else
                {
                    group.Add(write);
                }
            }

            if (group.Count > 0)
            {
                await CommitAsync(group).ConfigureAwait(false);
            }
        }
    }

#pragma warning disable CA1031 // Whatever fails is told to the one who asked for the write; the queue goes on.
    private async Task CommitAsync(List<Write> group, int collisions = 0)
    {
        try
        {
            await RunAsync(group).ConfigureAwait(false);
        }
        catch (Exception failure) when (StorageFailures.Of(failure) is { } known)
        {
            group.ForEach(write => write.Fail(known));
            return;
        }
        catch (Exception failure) when (StorageFailures.IsCollision(failure) && collisions < MostCollisions)
        {
            await CommitAsync(group, collisions + 1).ConfigureAwait(false);
            return;
        }
        catch (Exception failure)
        {
            if (group.Count == 1)
            {
                group[0].Fail(failure);
                return;
            }

            foreach (var write in group)
            {
                await CommitAsync([write]).ConfigureAwait(false);
            }

            return;
        }

        group.ForEach(write => write.Complete());
    }
#pragma warning restore CA1031

    private async Task RunAsync(List<Write> group)
    {
        var context = _open();
        await using (context.ConfigureAwait(false))
        {
            var transaction = await context.Database.BeginTransactionAsync().ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                foreach (var write in group)
                {
                    await write.RunAsync(context).ConfigureAwait(false);
                    await context.SaveWithAuditAsync(CancellationToken.None).ConfigureAwait(false);
                }

                await transaction.CommitAsync().ConfigureAwait(false);
            }
        }
    }
}
