using System.Collections.Immutable;
using SreEvaluator.Grading;

namespace SreEvaluator.Agreement;

/// <summary>How often the grader gave each verdict where the label says each verdict.</summary>
public sealed record VerdictConfusion
{
    private readonly ConfusionTable _table;

    internal VerdictConfusion(ConfusionTable table) => _table = table;

    /// <summary>The verdicts that the table has, from the most credit to the least.</summary>
    public static ImmutableArray<Coverage> Order { get; } = [Coverage.Covered, Coverage.Partial, Coverage.Missing];

    /// <summary>How many pairs of answer and key point have this label and got this verdict.</summary>
    /// <param name="label">What the label says; not <see cref="Coverage.NotAssessed"/>.</param>
    /// <param name="verdict">What the grader said; not <see cref="Coverage.NotAssessed"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is not assessed, and such pairs are not in the table.</exception>
    public long this[Coverage label, Coverage verdict] => _table[Index(label), Index(verdict)];

    /// <summary>How well one verdict is found.</summary>
    /// <param name="verdict">The verdict; not <see cref="Coverage.NotAssessed"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not assessed is no class that a label has.</exception>
    public ClassFigures FiguresOf(Coverage verdict)
    {
        var index = Index(verdict);
        return new ClassFigures(_table.Row(index), _table.Column(index), _table[index, index]);
    }

    /// <summary>How well credit, which is covered or partial, is found.</summary>
    public ClassFigures Credit
    {
        get
        {
            var two = _table.Split((int)Coverage.Partial);
            return new ClassFigures(two.Row(1), two.Column(1), two[1, 1]);
        }
    }

    private static int Index(Coverage coverage) => (int)coverage is >= 0 and < AnswerCounts.Classes and var index
        ? index
        : throw new ArgumentOutOfRangeException(nameof(coverage), coverage, "Pairs that were not assessed are not in the table.");
}
