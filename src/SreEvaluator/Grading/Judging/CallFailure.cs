namespace SreEvaluator.Grading.Judging;

/// <summary>Why a call to the model gave no usable reply. Becomes a <see cref="JudgeException"/> at the judge's edge.</summary>
/// <param name="word">One of <see cref="JudgeFailure"/>.</param>
/// <param name="found">What happened, in a sentence without key, answer or anything that the provider wrote freely.</param>
/// <param name="remedy">What to do, in a sentence.</param>
/// <param name="cause">What caused it.</param>
/// <param name="passing">Whether the same call may succeed a moment later.</param>
/// <param name="retryAfter">How long the provider asks to wait; null where it does not say.</param>
internal sealed class CallFailure(
    string word, string found, string remedy, Exception? cause = null, bool passing = false, TimeSpan? retryAfter = null)
    : Exception($"{found} {remedy}", cause)
{
    /// <summary>One of <see cref="JudgeFailure"/>.</summary>
    public string Word { get; } = word;

    /// <summary>What happened.</summary>
    public string Found { get; } = found;

    /// <summary>What to do.</summary>
    public string Remedy { get; } = remedy;

    /// <summary>Whether the same call may succeed a moment later.</summary>
    public bool Passing { get; } = passing;

    /// <summary>How long the provider asks to wait; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>Whether it speaks of the endpoint as a whole, and not of this one answer or of a busy moment.</summary>
    public bool OfEndpoint => Word is JudgeFailure.Unreachable or JudgeFailure.Tls or JudgeFailure.Timeout or JudgeFailure.ServerError
        or JudgeFailure.Unauthorised or JudgeFailure.Quota or JudgeFailure.NotFound or JudgeFailure.Redirected;
}
