namespace SreEvaluator.Reviews;

/// <summary>When an evaluation asks for a person: the section <c>Review</c>.</summary>
public sealed class ReviewOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Review";

    /// <summary>The default of <see cref="LeastConfidence"/>.</summary>
    public const double DefaultLeastConfidence = 0.6;

    /// <summary>The default of <see cref="LeastCriticalConfidence"/>.</summary>
    public const double DefaultLeastCriticalConfidence = 0.6;

    /// <summary>The default of <see cref="UncertainKeyPoints"/>.</summary>
    public const int DefaultUncertainKeyPoints = 3;

    /// <summary>The largest <see cref="UncertainKeyPoints"/>.</summary>
    public const int MostUncertainKeyPoints = 100;

    /// <summary>The default of <see cref="BandMargin"/>.</summary>
    public const double DefaultBandMargin = 2;

    /// <summary>The default of <see cref="LeastLocalConfidence"/>.</summary>
    public const double DefaultLeastLocalConfidence = 0.8;

    /// <summary>The default of <see cref="ApartKeyPoints"/>.</summary>
    public const int DefaultApartKeyPoints = 2;

    /// <summary>The widest <see cref="BandMargin"/>: half the narrowest band.</summary>
    public const double GreatestBandMargin = 10;

    /// <summary>A verdict with less confidence than this is uncertain; 0 to 1, and 0 makes none so.</summary>
    public double LeastConfidence { get; set; } = DefaultLeastConfidence;

    /// <summary>An evaluation with so many uncertain verdicts asks for a person; 1 to <see cref="MostUncertainKeyPoints"/>.</summary>
    public int UncertainKeyPoints { get; set; } = DefaultUncertainKeyPoints;

    /// <summary>A verdict on a critical key point with less confidence than this asks for a person alone; 0 to 1.</summary>
    public double LeastCriticalConfidence { get; set; } = DefaultLeastCriticalConfidence;

    /// <summary>A score this near to a band's edge, in points of 100, asks for a person; 0 to <see cref="GreatestBandMargin"/>, and 0 asks for none.</summary>
    public double BandMargin { get; set; } = DefaultBandMargin;

    /// <summary>Where one of judge and local grader gives credit and the other none, they are apart if the local grader is at least this sure; 0 to 1.</summary>
    public double LeastLocalConfidence { get; set; } = DefaultLeastLocalConfidence;

    /// <summary>An evaluation in which judge and local grader are apart on so many key points asks for a person; 1 to <see cref="MostUncertainKeyPoints"/>.</summary>
    public int ApartKeyPoints { get; set; } = DefaultApartKeyPoints;

    internal ReviewOptions With(double leastConfidence)
    {
        var other = (ReviewOptions)MemberwiseClone();
        other.LeastConfidence = leastConfidence;
        return other;
    }
}
