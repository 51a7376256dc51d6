namespace SreEvaluator.Grading.Judging;

/// <summary>What the model replied to one call.</summary>
/// <param name="Text">What it wrote.</param>
/// <param name="Ending">How it ended.</param>
/// <param name="Model">The model as it names itself; null where the provider does not say.</param>
/// <param name="InputTokens">Tokens read, those that the provider had cached included.</param>
/// <param name="OutputTokens">Tokens written.</param>
/// <param name="CachedInputTokens">Tokens read that the provider had cached.</param>
internal sealed record ModelReply(string Text, Ending Ending, string? Model, long InputTokens, long OutputTokens, long CachedInputTokens);
