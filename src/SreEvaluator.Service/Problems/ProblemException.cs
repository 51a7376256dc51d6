namespace SreEvaluator.Service.Problems;

/// <summary>A request can't be fulfilled, for a reason that callers can tell from others.</summary>
/// <param name="kind">The kind.</param>
/// <param name="message">What is wrong this time.</param>
internal sealed class ProblemException(ProblemKind kind, string message) : Exception(message)
{
    /// <summary>The kind.</summary>
    public ProblemKind Kind => kind;
}
