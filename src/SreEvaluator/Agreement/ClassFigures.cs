namespace SreEvaluator.Agreement;

/// <summary>
/// How well one class is found. A figure is null where its data leave it undefined.
/// Source of the definitions: van Rijsbergen, "Information Retrieval" (1979), chapter 7.
/// </summary>
public sealed record ClassFigures
{
    internal ClassFigures(long labelled, long given, long right)
    {
        Labelled = labelled;
        Given = given;
        Right = right;
    }

    /// <summary>How often the labels say the class.</summary>
    public long Labelled { get; }

    /// <summary>How often the grader said it.</summary>
    public long Given { get; }

    /// <summary>How often both did.</summary>
    public long Right { get; }

    /// <summary>Of the times that the grader said it, the share in which the label does: right / given.</summary>
    public double? Precision => Given == 0 ? null : Right / (double)Given;

    /// <summary>Of the times that the label says it, the share that the grader found: right / labelled.</summary>
    public double? Recall => Labelled == 0 ? null : Right / (double)Labelled;

    /// <summary>The harmonic mean of precision and recall: 2 right / (given + labelled).</summary>
    public double? F1 => Given + Labelled == 0 ? null : 2.0 * Right / (Given + Labelled);
}
