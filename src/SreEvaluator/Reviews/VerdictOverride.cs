using System.Text.Json.Serialization;
using SreEvaluator.Grading;

namespace SreEvaluator.Reviews;

/// <summary>A person's verdict on a key point.</summary>
public sealed record VerdictOverride : Override
{
    /// <summary>The reason that is kept where a person agrees with the machine and gives none.</summary>
    public const string Agreed = "Agrees with the machine.";

    /// <summary>The reason that is kept where a person decides before seeing the machine's verdict and gives none.</summary>
    public const string MarkedBlind = "Marked before seeing the machine's verdict.";

    /// <summary>Creates an override.</summary>
    /// <param name="evaluation">The evaluation's id.</param>
    /// <param name="keyPoint">The key point's id.</param>
    /// <param name="verdict">How far the answer makes the point: covered, partial or missing.</param>
    /// <param name="quote">Where the answer makes it, word for word; empty where the person points at nothing, or the point is missing.</param>
    /// <param name="person">Who decided.</param>
    /// <param name="reason">Why.</param>
    /// <param name="at">When.</param>
    /// <exception cref="InputException">Nobody is named, there is no reason, one of them is too long, or the verdict is not one that a person can give.</exception>
    [JsonConstructor]
    public VerdictOverride(Guid evaluation, string keyPoint, Coverage verdict, string quote, string person, string reason, DateTimeOffset at)
        : base(evaluation, person, reason, at)
    {
        ArgumentException.ThrowIfNullOrEmpty(keyPoint);
        KeyPoint = keyPoint;
        Verdict = verdict is Coverage.Covered or Coverage.Partial or Coverage.Missing
            ? verdict
            : throw new InputException(new InputProblem("Verdict", null, "not-assessed", "covered, partial or missing"));
        Quote = verdict == Coverage.Missing ? string.Empty : quote ?? string.Empty;
    }

    /// <summary>The key point's id.</summary>
    public string KeyPoint { get; }

    /// <summary>How far the answer makes the point: covered, partial or missing.</summary>
    public Coverage Verdict { get; }

    /// <summary>Where the answer makes it; empty where the person points at nothing.</summary>
    public string Quote { get; }
}
