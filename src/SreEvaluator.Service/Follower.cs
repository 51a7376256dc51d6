using System.Runtime.CompilerServices;

namespace SreEvaluator.Service;

/// <summary>Follows something to its end, for those who are told of each change. A service that stops lets go of them: they ask again.</summary>
/// <param name="lifetime">Says when the service stops.</param>
internal sealed class Follower(IHostApplicationLifetime lifetime)
{
    /// <summary>What is known of the thing, and each change of it.</summary>
    /// <param name="first">What is known.</param>
    /// <param name="isLast">Whether nothing changes any more.</param>
    /// <param name="next">Looks again, after a second at most.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<T> FollowAsync<T>(
        T first, Predicate<T> isLast, Func<CancellationToken, Task<T>> next, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : IEquatable<T>
    {
        var known = first;
        yield return known;
        while (!isLast(known) && !lifetime.ApplicationStopping.IsCancellationRequested)
        {
            var now = await next(cancellationToken);
            if (!now.Equals(known))
            {
                yield return known = now;
            }
        }
    }
}
