namespace SreEvaluator.Service.Practice;

/// <summary>What a script that sent an answer is told.</summary>
/// <param name="Location">Where the feedback will be.</param>
internal sealed record Sent(string Location);
