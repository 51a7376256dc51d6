namespace SreEvaluator.Grading.Local;

/// <summary>The largest values of many.</summary>
internal static class Descending
{
    /// <summary>Puts a value where it belongs among those that are the largest so far; the least of them falls out.</summary>
    /// <param name="largest">The largest so far, descending.</param>
    /// <param name="value">One more.</param>
    public static void Insert(Span<float> largest, float value)
    {
        for (var i = 0; i < largest.Length; i++)
        {
            if (value > largest[i])
            {
                (largest[i], value) = (value, largest[i]);
            }
        }
    }
}
