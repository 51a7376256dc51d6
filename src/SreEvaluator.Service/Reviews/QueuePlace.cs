namespace SreEvaluator.Service.Reviews;

/// <summary>Where a review stands in the queue.</summary>
/// <param name="Id">The evaluation.</param>
/// <param name="Number">Its number, from 1; null where it does not wait there.</param>
/// <param name="Count">How many wait.</param>
/// <param name="Next">The review after it; null where it is the last.</param>
/// <param name="Limit">To what the queue is limited.</param>
public sealed record QueuePlace(Guid Id, int? Number, int Count, Guid? Next, QueueLimit Limit)
{
    internal static QueuePlace Of(IReadOnlyList<QueuedReview> queue, Guid id, QueueLimit limit)
    {
        var index = queue.Select(one => one.Id).ToList().IndexOf(id);
        return new QueuePlace(id, index < 0 ? null : index + 1, queue.Count, index + 1 < queue.Count ? queue[index + 1].Id : null, limit);
    }

    /// <summary>A page of this review, or what a form of it is sent to.</summary>
    /// <param name="action">What the form does; empty for the page.</param>
    internal string Url(string action = "") => ReviewPages.Url(Id, Limit, action);

    /// <summary>The page of the next review; that of the queue where this is the last.</summary>
    internal string NextUrl => Next is { } next ? ReviewPages.Url(next, Limit) : ReviewPages.QueueUrl(Limit);
}
