using System.Collections.Immutable;

namespace SreEvaluator.Service.Rubrics;

/// <summary>What two texts have in common line by line, and what not: the longest common subsequence.</summary>
public static class LineDiff
{
    /// <summary>Beyond so many pairs of lines, what differs is told as a whole: finding out more would take seconds.</summary>
    private const int MostPairs = 16_000_000;

    /// <summary>All lines of both texts in their order; where lines were replaced, those of the first come before those of the second.</summary>
    /// <param name="before">The first text.</param>
    /// <param name="after">The second text.</param>
    public static ImmutableArray<DiffLine> Of(string before, string after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (first, second) = (before.Split('\n'), after.Split('\n'));
        var shorter = Math.Min(first.Length, second.Length);
        var start = 0;
        while (start < shorter && first[start] == second[start])
        {
            start++;
        }

        var end = 0;
        while (end < shorter - start && first[^(end + 1)] == second[^(end + 1)])
        {
            end++;
        }

        return
        [
            .. Enumerable.Range(0, start).Select(i => new DiffLine(i + 1, i + 1, first[i])),
            .. Middle(first[start..^end], second[start..^end]).Select(line => line with { Before = line.Before + start, After = line.After + start }),
            .. Enumerable.Range(0, end).Reverse().Select(i => new DiffLine(first.Length - i, second.Length - i, first[^(i + 1)])),
        ];
    }

    /// <summary>The changed lines with some of those around them; what is far from any change is left out.</summary>
    /// <param name="lines">All lines.</param>
    /// <param name="around">How many to keep before and after a change.</param>
    /// <returns>The parts that are kept, each without gaps.</returns>
    public static ImmutableArray<ImmutableArray<DiffLine>> Changes(ImmutableArray<DiffLine> lines, int around)
    {
        var parts = ImmutableArray.CreateBuilder<ImmutableArray<DiffLine>>();
        var changed = Enumerable.Range(0, lines.Length).Where(i => !lines[i].IsSame).ToList();
        for (var i = 0; i < changed.Count;)
        {
            var last = i;
            while (last + 1 < changed.Count && changed[last + 1] - changed[last] <= (2 * around) + 1)
            {
                last++;
            }

            parts.Add(lines[Math.Max(0, changed[i] - around)..Math.Min(lines.Length, changed[last] + around + 1)]);
            i = last + 1;
        }

        return parts.ToImmutable();
    }

    private static IEnumerable<DiffLine> Middle(string[] first, string[] second)
    {
        // The length of what is common to the ends of both from each pair of lines on.
        var common = (long)first.Length * second.Length <= MostPairs ? new int[first.Length + 1, second.Length + 1] : null;
        for (var i = first.Length - 1; common is not null && i >= 0; i--)
        {
            for (var j = second.Length - 1; j >= 0; j--)
            {
                common[i, j] = first[i] == second[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var (one, other) = (0, 0);
        while (one < first.Length || other < second.Length)
        {
            if (common is not null && one < first.Length && other < second.Length && first[one] == second[other])
            {
                yield return new DiffLine(one + 1, other + 1, first[one]);
                (one, other) = (one + 1, other + 1);
            }
            else if (one < first.Length && (other == second.Length || common is null || common[one + 1, other] >= common[one, other + 1]))
            {
                yield return new DiffLine(++one, null, first[one - 1]);
            }
            else
            {
                yield return new DiffLine(null, ++other, second[other - 1]);
            }
        }
    }
}
