namespace SreEvaluator.Service.Practice;

/// <summary>What a waiting page is told.</summary>
/// <param name="Ready">Whether what it waits for is there.</param>
internal sealed record Readiness(bool Ready);
