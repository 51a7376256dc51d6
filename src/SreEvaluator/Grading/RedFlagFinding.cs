using System.Collections.Immutable;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading;

/// <summary>A misconception that an answer holds.</summary>
public sealed record RedFlagFinding
{
    /// <summary>Creates a finding.</summary>
    /// <param name="redFlag">The misconception.</param>
    /// <param name="evidence">Where the answer holds it; at least one.</param>
    /// <param name="reason">Why, in one sentence.</param>
    /// <param name="confidence">The probability that the answer really holds it, 0 to 1.</param>
    /// <exception cref="ArgumentException">There is no evidence.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not from 0 to 1.</exception>
    public RedFlagFinding(RedFlag redFlag, ImmutableArray<Evidence> evidence, string reason, double confidence)
    {
        ArgumentNullException.ThrowIfNull(redFlag);
        ArgumentNullException.ThrowIfNull(reason);
        if (evidence.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A red flag is found only with evidence.", nameof(evidence));
        }

        RedFlag = redFlag;
        Evidence = evidence;
        Reason = reason;
        Confidence = Probability.Checked(confidence, nameof(confidence));
    }

    /// <summary>The misconception.</summary>
    public RedFlag RedFlag { get; }

    /// <summary>Where the answer holds it; never empty.</summary>
    public ImmutableArray<Evidence> Evidence { get; }

    /// <summary>Why, in one sentence.</summary>
    public string Reason { get; }

    /// <summary>The probability that the answer really holds it, 0 to 1.</summary>
    public double Confidence { get; }
}
