namespace SreEvaluator.Batches.Servers;

/// <summary>A service that does not do what was asked of it. The message says where, what was found, what was expected and what to do.</summary>
public sealed class ServerException : Exception
{
    internal ServerException(InputProblem problem, Exception? cause = null)
        : base(problem.ToString(), cause)
    {
    }

    /// <summary>Whether the same request may have its effect a little later.</summary>
    internal bool Passes { get; init; }

    /// <summary>How long the service asks to wait; null where it does not say.</summary>
    internal TimeSpan? RetryAfter { get; init; }
}
