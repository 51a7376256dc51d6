namespace SreEvaluator.Reviews;

/// <summary>The evaluations that ask for a person, the one that is worth most a minute first. Holds no more than it may; what is worth less is met later.</summary>
public sealed class ReviewQueue
{
    private readonly PriorityQueue<ReviewItem, (double Worth, int Order)> _items = new();
    private readonly int _most;

    /// <summary>Creates an empty queue.</summary>
    /// <param name="most">The most items that it holds, at least 1.</param>
    public ReviewQueue(int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        _most = most;
    }

    /// <summary>How many items asked to be in it.</summary>
    public int Asked { get; private set; }

    /// <summary>The items, the most worth a minute first; of equal ones the earlier.</summary>
    public IReadOnlyList<ReviewItem> Items => [.. _items.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => item.Element)];

    /// <summary>Takes an item, unless nothing of it is open.</summary>
    /// <param name="item">The item.</param>
    public void Add(ReviewItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.Open.Any())
        {
            AddWhole(item);
        }
    }

    /// <summary>Takes an item, whether anything of it is open or not.</summary>
    /// <param name="item">The item.</param>
    public void AddWhole(ReviewItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        Asked++;
        _items.Enqueue(item, (item.Worth.PerMinute, -Asked));
        if (_items.Count > _most)
        {
            _items.Dequeue();
        }
    }
}
