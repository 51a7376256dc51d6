using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SreEvaluator;

/// <summary>
/// What the library tells of its work to whoever listens, OpenTelemetry for one: activities and metrics. Nothing is recorded where nobody listens,
/// and no answer's text ever is.
/// </summary>
public static class Telemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "SreEvaluator";

    /// <summary>Makes activities.</summary>
    internal static ActivitySource Source { get; } = new(Name);

    /// <summary>Makes instruments.</summary>
    internal static Meter Meter { get; } = new(Name);
}
