namespace SreEvaluator.Grading.Judging;

/// <summary>What the calls of one judge for one answer amount to so far. Several calls may count at once.</summary>
/// <param name="price">What the model costs; null where that is not known.</param>
internal sealed class CallTally(ModelPrice? price = null)
{
    private int _attempts;
    private int _fromCache;
    private long _inputTokens;
    private long _cachedInputTokens;
    private long _outputTokens;
    private string? _model;

    /// <summary>Calls made, failed ones included.</summary>
    public int Attempts => Volatile.Read(ref _attempts);

    /// <summary>Replies that came from the cache.</summary>
    public int FromCache => Volatile.Read(ref _fromCache);

    /// <summary>Tokens read by the model, those that the provider had cached included.</summary>
    public long InputTokens => Interlocked.Read(ref _inputTokens);

    /// <summary>Tokens that the provider had cached.</summary>
    public long CachedInputTokens => Interlocked.Read(ref _cachedInputTokens);

    /// <summary>Tokens written by the model.</summary>
    public long OutputTokens => Interlocked.Read(ref _outputTokens);

    /// <summary>What the calls cost; null where the price is not known.</summary>
    public decimal? Cost => price?.CostOf(InputTokens, CachedInputTokens, OutputTokens);

    /// <summary>The model as it named itself in its latest reply.</summary>
    public string? Model => Volatile.Read(ref _model);

    /// <summary>Counts a call that is about to be made.</summary>
    public void Called() => Interlocked.Increment(ref _attempts);

    /// <summary>Counts a reply.</summary>
    public void Replied(ModelReply reply)
    {
        Interlocked.Add(ref _inputTokens, reply.InputTokens);
        Interlocked.Add(ref _cachedInputTokens, reply.CachedInputTokens);
        Interlocked.Add(ref _outputTokens, reply.OutputTokens);
        Volatile.Write(ref _model, reply.Model);
    }

    /// <summary>Counts a reply from the cache.</summary>
    /// <param name="model">The model as it named itself when it replied.</param>
    public void Remembered(string? model)
    {
        Interlocked.Increment(ref _fromCache);
        Volatile.Write(ref _model, model);
    }
}
