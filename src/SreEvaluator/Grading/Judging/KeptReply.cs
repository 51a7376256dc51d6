namespace SreEvaluator.Grading.Judging;

/// <summary>A model's raw reply as the cache keeps it, with the hash of all that shaped it.</summary>
/// <param name="Key">The hash of endpoint, model, prompt, answer and sampling, in hexadecimal.</param>
/// <param name="Text">What the model wrote.</param>
/// <param name="Model">The model as it named itself; null where the provider did not say.</param>
/// <param name="Repaired">What a reply before it got wrong that leaves a doubt; null where there is none.</param>
public sealed record KeptReply(string Key, string Text, string? Model, string? Repaired);
