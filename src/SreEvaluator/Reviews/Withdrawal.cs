using System.Text.Json.Serialization;

namespace SreEvaluator.Reviews;

/// <summary>A person's word that what was decided at a moment is to hold no longer. What was decided stays to be read.</summary>
public sealed record Withdrawal : Override
{
    /// <summary>The reason that is kept where a person takes a decision back at once.</summary>
    public const string AtOnce = "Taken back at once.";

    /// <summary>Creates a withdrawal.</summary>
    /// <param name="evaluation">The evaluation's id.</param>
    /// <param name="decidedAt">When that was decided which is taken back; all that was decided on the evaluation at that moment.</param>
    /// <param name="person">Who takes it back.</param>
    /// <param name="reason">Why.</param>
    /// <param name="at">When.</param>
    /// <exception cref="InputException">Nobody is named, there is no reason, or one of them is too long.</exception>
    [JsonConstructor]
    public Withdrawal(Guid evaluation, DateTimeOffset decidedAt, string person, string reason, DateTimeOffset at)
        : base(evaluation, person, reason, at) => DecidedAt = decidedAt;

    /// <summary>When that was decided which is taken back.</summary>
    public DateTimeOffset DecidedAt { get; }
}
