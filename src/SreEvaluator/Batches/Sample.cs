using System.Runtime.CompilerServices;
using SreEvaluator.Batches.Import;

namespace SreEvaluator.Batches;

/// <summary>Draws answers at random, but the same each time.</summary>
internal static class Sample
{
    private const int Seed = 1;

    /// <summary>The answers that are drawn, in their order.</summary>
    /// <param name="answers">All answers.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="size">How many to draw; null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<ImportedAnswer> OfAsync(
        IAsyncEnumerable<ImportedAnswer> answers, int count, int? size, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
#pragma warning disable CA5394 // A sample that is drawn the same each time is what is wanted.
        var random = new Random(Seed);
        var (left, wanted) = (count, size ?? count);
        await foreach (var answer in answers.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            // Selection sampling: each answer is drawn with the chance that the rest needs (Knuth, volume 2, algorithm 3.4.2 S).
            var drawn = random.NextDouble() * left < wanted;
            left--;
            wanted -= drawn ? 1 : 0;
            if (drawn)
            {
                yield return answer;
            }
        }
#pragma warning restore CA5394
    }
}
