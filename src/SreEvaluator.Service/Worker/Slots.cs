namespace SreEvaluator.Service.Worker;

/// <summary>
/// Lets so many answers be graded at once, single ones before those of batches. Whoever waited is let in by the one who leaves, so that the order is
/// decided here and by nothing else.
/// </summary>
internal sealed class Slots
{
    private readonly Lock _gate = new();
    private readonly LinkedList<TaskCompletionSource> _urgent = [];
    private readonly LinkedList<TaskCompletionSource> _others = [];
    private int _free;

    /// <summary>Creates free slots.</summary>
    public Slots(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        _free = count;
    }

    /// <summary>Waits for a slot.</summary>
    /// <param name="urgent">Whether it comes before others.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task EnterAsync(bool urgent, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        LinkedListNode<TaskCompletionSource> place;
        lock (_gate)
        {
            if (_free > 0)
            {
                _free--;
                return;
            }

            place = (urgent ? _urgent : _others).AddLast(new TaskCompletionSource());
        }

        using var registration = cancellationToken.UnsafeRegister(
            static (state, token) =>
            {
                var (slots, place) = ((Slots, LinkedListNode<TaskCompletionSource>))state!;
                slots.GiveUp(place, token);
            },
            (this, place));
        await place.Value.Task.ConfigureAwait(false);
    }

    /// <summary>Gives a slot back.</summary>
    public void Leave()
    {
        TaskCompletionSource next;
        lock (_gate)
        {
            var queue = _urgent.Count > 0 ? _urgent : _others;
            if (queue.First is not { } first)
            {
                _free++;
                return;
            }

            queue.RemoveFirst();
            next = first.Value;
        }

        // Its continuation runs here: grading begins with an asynchronous call or ends soon, and nothing is lost to a queue of the thread pool.
        next.SetResult();
    }

    private void GiveUp(LinkedListNode<TaskCompletionSource> place, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (place.List is not { } queue)
            {
                return;
            }

            queue.Remove(place);
        }

        place.Value.SetCanceled(cancellationToken);
    }
}
