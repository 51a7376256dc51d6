using System.Collections.Immutable;

namespace SreEvaluator.Batches.Import;

/// <summary>Named values that came with an answer.</summary>
public sealed record InputColumns
{
    /// <summary>The most columns that a row may have.</summary>
    public const int Most = 200;

    /// <summary>No columns.</summary>
    public static readonly InputColumns None = new([], []);

    /// <summary>Creates it.</summary>
    /// <param name="names">The names, each once.</param>
    /// <param name="values">The value of each; empty where there is none.</param>
    /// <exception cref="ArgumentException">There are not as many values as names.</exception>
    public InputColumns(ImmutableArray<string> names, ImmutableArray<string> values)
    {
        if (names.Length != values.Length)
        {
            throw new ArgumentException($"{values.Length} values for {names.Length} columns.", nameof(values));
        }

        Names = names;
        Values = values;
    }

    /// <summary>The names, each once, in the order of the input.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The value of each, as text.</summary>
    public ImmutableArray<string> Values { get; }

    /// <summary>The value of a column; empty where there is no such column.</summary>
    /// <param name="name">The column's name.</param>
    public string ValueOf(string name) => Names.IndexOf(name, StringComparer.Ordinal) is >= 0 and var index ? Values[index] : string.Empty;
}
