using System.Collections.Immutable;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading;

/// <summary>What was found of one key point in one answer.</summary>
public sealed record Verdict
{
    /// <summary>Creates a verdict.</summary>
    /// <param name="keyPoint">The key point it is about.</param>
    /// <param name="coverage">How far the answer makes the point.</param>
    /// <param name="evidence">Where the answer does; needed for credit, empty otherwise.</param>
    /// <param name="reason">Why, in one sentence.</param>
    /// <param name="confidence">The probability that <paramref name="coverage"/> is right, 0 to 1.</param>
    /// <exception cref="ArgumentException">Credit without evidence, or evidence without credit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not from 0 to 1.</exception>
    public Verdict(KeyPoint keyPoint, Coverage coverage, ImmutableArray<Evidence> evidence, string reason, double confidence)
    {
        ArgumentNullException.ThrowIfNull(keyPoint);
        ArgumentNullException.ThrowIfNull(reason);
        Confidence = Probability.Checked(confidence, nameof(confidence));
        var credited = coverage is Coverage.Covered or Coverage.Partial;
        if (credited == evidence.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A covered or partial verdict stands on evidence, and only such a verdict has any.", nameof(evidence));
        }

        KeyPoint = keyPoint;
        Coverage = coverage;
        Evidence = evidence.IsDefault ? [] : evidence;
        Reason = reason;
    }

    /// <summary>The key point it is about.</summary>
    public KeyPoint KeyPoint { get; }

    /// <summary>How far the answer makes the point.</summary>
    public Coverage Coverage { get; }

    /// <summary>Where the answer makes it; empty for missing and not assessed.</summary>
    public ImmutableArray<Evidence> Evidence { get; }

    /// <summary>Why, in one sentence.</summary>
    public string Reason { get; }

    /// <summary>The probability that <see cref="Coverage"/> is right, 0 to 1.</summary>
    public double Confidence { get; }

    /// <summary>A verdict that says that nothing reliable is known.</summary>
    /// <param name="keyPoint">The key point.</param>
    /// <param name="reason">Why nothing is known.</param>
    public static Verdict NotAssessed(KeyPoint keyPoint, string reason) => new(keyPoint, Coverage.NotAssessed, [], reason, 0);
}
