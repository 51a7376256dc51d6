namespace SreEvaluator.Grading.Judging;

/// <summary>A reply that could be used, as the cache keeps it.</summary>
/// <param name="Text">What the model wrote.</param>
/// <param name="Model">The model as it named itself; null where the provider did not say.</param>
/// <param name="Repaired">What a reply before it got wrong that leaves a doubt; null where there is none.</param>
internal sealed record StoredReply(string Text, string? Model, string? Repaired);
