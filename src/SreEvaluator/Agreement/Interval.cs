namespace SreEvaluator.Agreement;

/// <summary>The ends between which a figure lies with 95% confidence.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end, not below the lower.</param>
public readonly record struct Interval(double Low, double High);
