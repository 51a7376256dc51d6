namespace SreEvaluator.Service.Agreement;

/// <summary>What one model took on one day.</summary>
/// <param name="Day">The day in UTC.</param>
/// <param name="Model">The model as it was asked for; empty where none was.</param>
/// <param name="Evaluations">How many evaluations it made.</param>
/// <param name="Cached">How many of them took their replies from the cache, and so cost nothing.</param>
/// <param name="InputTokens">Tokens sent.</param>
/// <param name="OutputTokens">Tokens received.</param>
/// <param name="Cost">What those cost of which a price is known, in the currency of the prices; null where none is known.</param>
public sealed record Spent(DateOnly Day, string Model, int Evaluations, int Cached, long InputTokens, long OutputTokens, decimal? Cost);
