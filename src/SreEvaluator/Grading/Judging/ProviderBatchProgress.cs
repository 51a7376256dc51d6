namespace SreEvaluator.Grading.Judging;

/// <summary>How far the provider's batch is.</summary>
/// <param name="Requests">How many requests there are.</param>
/// <param name="Done">How many the provider has done, as it says.</param>
/// <param name="Kept">How many replies are fetched.</param>
/// <param name="State">The provider's words for the states of its parts.</param>
/// <param name="Cost">What the fetched replies cost, at half the price of the price table; null where the model has no price.</param>
public sealed record ProviderBatchProgress(int Requests, int Done, int Kept, string State, decimal? Cost)
{
    /// <summary>The share of the usual price that OpenAI takes for batches.</summary>
    public const decimal ShareOfPrice = 0.5m;

    internal static ProviderBatchProgress Of(ProviderBatchState state, ModelPrice? price) => new(
        state.Parts.Sum(part => part.Requests),
        state.Parts.Sum(part => part.Done),
        state.Parts.Sum(part => part.Kept),
        string.Join(", ", state.Parts.Select(part => part switch
        {
            { Fetched: true } => "fetched",
            { Status: { } status } => status,
            { BatchId: not null } => "begun",
            { FileId: not null } => "uploaded",
            _ => "prepared",
        }).Distinct(StringComparer.Ordinal)),
        price is null ? null : ShareOfPrice * state.Parts.Sum(part => price.CostOf(part.InputTokens, part.CachedInputTokens, part.OutputTokens)));
}
