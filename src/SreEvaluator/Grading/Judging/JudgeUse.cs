namespace SreEvaluator.Grading.Judging;

/// <summary>What some judging takes.</summary>
/// <param name="Calls">Calls to the model.</param>
/// <param name="InputTokens">Tokens sent.</param>
/// <param name="OutputTokens">Tokens of the replies.</param>
/// <param name="Cost">The cost in the currency of the price table; null where the model has no price.</param>
public sealed record JudgeUse(long Calls, long InputTokens, long OutputTokens, decimal? Cost);
