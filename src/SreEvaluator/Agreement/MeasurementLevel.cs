namespace SreEvaluator.Agreement;

/// <summary>What the classes of a scale mean, and so how far apart two of them are.</summary>
internal enum MeasurementLevel
{
    /// <summary>Names only: any two are equally far apart.</summary>
    Nominal,

    /// <summary>Ranks: two are as far apart as there are ratings between them.</summary>
    Ordinal,

    /// <summary>Numbers: two are as far apart as the square of their difference.</summary>
    Interval,
}
