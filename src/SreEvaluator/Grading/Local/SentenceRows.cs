namespace SreEvaluator.Grading.Local;

/// <summary>The features of one sentence: a row for each key point.</summary>
/// <param name="values">The rows, one after another.</param>
internal readonly ref struct SentenceRows(Span<float> values)
{
    private readonly Span<float> _values = values;

    /// <summary>The row of a key point.</summary>
    /// <param name="point">The key point's place.</param>
    public FeatureRow this[int point] => new(_values.Slice(point * FeatureRow.Size, FeatureRow.Size));

    /// <summary>Makes all features 0 again.</summary>
    public void Clear() => _values.Clear();

    /// <summary>Says of each key point by how much the larger of two features is more than with any other, or less than with the best of them.</summary>
    /// <param name="margin">The feature that gets it.</param>
    /// <param name="one">One of the two.</param>
    /// <param name="other">The other; the same where there is but one.</param>
    public void SetMargins(SentenceFeature margin, SentenceFeature one, SentenceFeature other)
    {
        var points = _values.Length / FeatureRow.Size;
        Span<float> largest = [0, 0];
        for (var point = 0; point < points; point++)
        {
            var row = this[point];
            Descending.Insert(largest, row[margin] = Math.Max(row[one], row[other]));
        }

        for (var point = 0; point < points; point++)
        {
            var row = this[point];
            row[margin] -= row[margin] == largest[0] ? largest[1] : largest[0];
        }
    }
}
