namespace SreEvaluator.Grading;

/// <summary>The judge gave no usable reply, after all its retries. The only failure that <see cref="FallbackGrader"/> catches.</summary>
/// <param name="failure">What went wrong, in a word that stays the same, such as <c>timeout</c> or <c>invalid-reply</c>.</param>
/// <param name="message">What went wrong and what to do, for a person; without key or answer.</param>
/// <param name="innerException">What caused it.</param>
public sealed class JudgeException(string failure, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>What went wrong, in a word that stays the same.</summary>
    public string Failure { get; } = failure;

    /// <summary>How many calls were made to the model.</summary>
    public int Attempts { get; init; }
}
