namespace SreEvaluator.Grading.Judging;

/// <summary>What the calls for one answer amount to so far. Several calls may count at once.</summary>
internal sealed class CallTally
{
    private int _attempts;
    private long _inputTokens;
    private long _outputTokens;
    private string? _model;

    /// <summary>Calls made, failed ones included.</summary>
    public int Attempts => Volatile.Read(ref _attempts);

    /// <summary>Tokens read by the model.</summary>
    public long InputTokens => Interlocked.Read(ref _inputTokens);

    /// <summary>Tokens written by the model.</summary>
    public long OutputTokens => Interlocked.Read(ref _outputTokens);

    /// <summary>The model as it named itself in its latest reply.</summary>
    public string? Model => Volatile.Read(ref _model);

    /// <summary>Counts a call that is about to be made.</summary>
    public void Called() => Interlocked.Increment(ref _attempts);

    /// <summary>Counts a reply.</summary>
    public void Replied(ModelReply reply)
    {
        Interlocked.Add(ref _inputTokens, reply.InputTokens);
        Interlocked.Add(ref _outputTokens, reply.OutputTokens);
        Volatile.Write(ref _model, reply.Model);
    }
}
