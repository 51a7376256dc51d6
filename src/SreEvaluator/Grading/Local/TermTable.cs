namespace SreEvaluator.Grading.Local;

/// <summary>For each term of a vocabulary the texts that it stands in, with what it counts in each.</summary>
internal sealed class TermTable
{
    private readonly int[] _starts;
    private readonly int[] _columns;
    private readonly float[] _values;

    /// <summary>Makes a table.</summary>
    /// <param name="entries">What terms count in texts.</param>
    /// <param name="terms">How many terms the vocabulary has.</param>
    public TermTable(List<TermEntry> entries, int terms)
    {
        _starts = new int[terms + 1];
        foreach (var entry in entries)
        {
            _starts[entry.Term + 1]++;
        }

        for (var term = 0; term < terms; term++)
        {
            _starts[term + 1] += _starts[term];
        }

        _columns = new int[entries.Count];
        _values = new float[entries.Count];
        var next = _starts.AsSpan(0, terms).ToArray();
        foreach (var (term, column, value) in entries)
        {
            var place = next[term]++;
            (_columns[place], _values[place]) = (column, value);
        }
    }

    /// <summary>The texts that a term stands in.</summary>
    /// <param name="term">The term's number.</param>
    public ReadOnlySpan<int> ColumnsOf(int term) => _columns.AsSpan(_starts[term], _starts[term + 1] - _starts[term]);

    /// <summary>Raises for each text that a term stands in its largest value to what it counts there, where that is more.</summary>
    /// <param name="term">The term's number.</param>
    /// <param name="largest">One for each text.</param>
    public void Raise(int term, Span<float> largest)
    {
        for (var i = _starts[term]; i < _starts[term + 1]; i++)
        {
            largest[_columns[i]] = Math.Max(largest[_columns[i]], _values[i]);
        }
    }

    /// <summary>Adds for each text that a term stands in what it counts there.</summary>
    /// <param name="term">The term's number.</param>
    /// <param name="factor">By what that is multiplied.</param>
    /// <param name="sums">One for each text.</param>
    public void Add(int term, float factor, Span<float> sums)
    {
        var values = _values.AsSpan(_starts[term], _starts[term + 1] - _starts[term]);
        var columns = ColumnsOf(term);
        for (var i = 0; i < columns.Length; i++)
        {
            sums[columns[i]] += factor * values[i];
        }
    }
}
