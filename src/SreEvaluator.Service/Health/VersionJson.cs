namespace SreEvaluator.Service.Health;

/// <summary>What the service is.</summary>
/// <param name="Version">Its version, as in <c>0.1.0</c>.</param>
public sealed record VersionJson(string Version);
