using System.Collections.Immutable;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace SreEvaluator.Service.Rubrics;

/// <summary>A line of one text or both.</summary>
/// <param name="Before">Its number in the first, from 1; null where the first does not have it.</param>
/// <param name="After">Its number in the second, from 1; null where the second does not have it.</param>
/// <param name="Text">The line without its end.</param>
public sealed record DiffLine(int? Before, int? After, string Text)
{
    /// <summary>Whether both have it.</summary>
    public bool IsSame => Before is not null && After is not null;

    /// <summary>The lines in which two texts differ with some of those around them; what is far from any change is left out.</summary>
    /// <param name="before">The first text.</param>
    /// <param name="after">The second text.</param>
    /// <param name="around">How many lines to keep before and after a change.</param>
    /// <returns>The parts that are kept, each without gaps.</returns>
    public static ImmutableArray<ImmutableArray<DiffLine>> Changes(string before, string after, int around)
    {
        var lines = All(before, after);
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

    private static ImmutableArray<DiffLine> All(string before, string after)
    {
        var (first, second) = (0, 0);
        return
        [
            .. InlineDiffBuilder.Diff(before, after, ignoreWhiteSpace: false).Lines.Select(line => line.Type switch
            {
                ChangeType.Deleted => new DiffLine(++first, null, line.Text),
                ChangeType.Inserted => new DiffLine(null, ++second, line.Text),
                _ => new DiffLine(++first, ++second, line.Text),
            }),
        ];
    }
}
