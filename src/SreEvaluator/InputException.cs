namespace SreEvaluator;

/// <summary>Something that a person gave can't be used. Its <see cref="Problems"/> say where, what and what to do.</summary>
public sealed class InputException : Exception
{
    /// <summary>Creates the exception for one or more problems.</summary>
    /// <param name="problems">The problems, at least one.</param>
    public InputException(params IReadOnlyList<InputProblem> problems)
        : base(string.Join(Environment.NewLine, problems ?? throw new ArgumentNullException(nameof(problems))))
    {
        ArgumentOutOfRangeException.ThrowIfZero(problems.Count, nameof(problems));
        Problems = [.. problems];
    }

    /// <summary>What is wrong, in the order in which it was found; never empty.</summary>
    public IReadOnlyList<InputProblem> Problems { get; }
}
