namespace SreEvaluator.Reviews;

/// <summary>When an evaluation asks for a person: the section <c>Review</c>. Larger numbers send more to review.</summary>
public sealed class ReviewOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Review";

    /// <summary>The default of <see cref="LeastConfidence"/>.</summary>
    public const double DefaultLeastConfidence = 0.6;

    /// <summary>The default of <see cref="LeastCriticalConfidence"/>.</summary>
    public const double DefaultLeastCriticalConfidence = 0.7;

    /// <summary>The default of <see cref="BandMargin"/>.</summary>
    public const double DefaultBandMargin = 2;

    /// <summary>The widest <see cref="BandMargin"/>: half the narrowest band.</summary>
    public const double GreatestBandMargin = 10;

    /// <summary>A verdict with less confidence than this asks for a person; 0 to 1, and 0 asks for none.</summary>
    public double LeastConfidence { get; set; } = DefaultLeastConfidence;

    /// <summary>The same for the verdict on a critical key point; 0 to 1.</summary>
    public double LeastCriticalConfidence { get; set; } = DefaultLeastCriticalConfidence;

    /// <summary>A score this near to a band's edge, in points of 100, asks for a person; 0 to <see cref="GreatestBandMargin"/>, and 0 asks for none.</summary>
    public double BandMargin { get; set; } = DefaultBandMargin;
}
