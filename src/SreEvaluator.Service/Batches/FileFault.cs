namespace SreEvaluator.Service.Batches;

/// <summary>Why a file that was sent can't be looked at.</summary>
public enum FileFault
{
    /// <summary>There is none, or one of another kind.</summary>
    Kind,

    /// <summary>It holds nothing.</summary>
    Empty,
}
