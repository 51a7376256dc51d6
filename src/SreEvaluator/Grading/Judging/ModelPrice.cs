namespace SreEvaluator.Grading.Judging;

/// <summary>What a model costs, for a million tokens, in the user's own currency.</summary>
public sealed class ModelPrice
{
    private const decimal Tokens = 1_000_000;

    /// <summary>For tokens sent; zero or more. Tokens that a provider writes into its cache are counted at this price too.</summary>
    public decimal Input { get; set; }

    /// <summary>For tokens sent that the provider had cached; zero or more, and <see cref="Input"/> where it is not set.</summary>
    public decimal? CachedInput { get; set; }

    /// <summary>For tokens of the reply; zero or more.</summary>
    public decimal Output { get; set; }

    /// <summary>What a number of tokens costs.</summary>
    /// <param name="input">Tokens sent, cached ones included.</param>
    /// <param name="cachedInput">The cached ones of them.</param>
    /// <param name="output">Tokens of the reply.</param>
    internal decimal CostOf(long input, long cachedInput, long output) =>
        (((input - cachedInput) * Input) + (cachedInput * (CachedInput ?? Input)) + (output * Output)) / Tokens;
}
