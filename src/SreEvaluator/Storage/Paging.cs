using Microsoft.EntityFrameworkCore;

namespace SreEvaluator.Storage;

/// <summary>Reads long lists part by part, each from where the last one ended. The ids are in the order of time.</summary>
internal static class Paging
{
    /// <summary>The most items of a part.</summary>
    public const int Most = 1000;

    public static async Task<Page<T>> PageAsync<T>(this IQueryable<T> newestFirst, Func<T, Guid> id, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, Most);
        return Page<T>.Of(await newestFirst.Take(limit + 1).ToListAsync(cancellationToken).ConfigureAwait(false), limit, id);
    }
}
