namespace SreEvaluator.Service.Web;

/// <summary>What a script that sent an answer is told.</summary>
/// <param name="Location">Where it goes on.</param>
internal sealed record Sent(string Location);
