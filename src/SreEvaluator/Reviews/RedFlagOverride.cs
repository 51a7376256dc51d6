using System.Text.Json.Serialization;

namespace SreEvaluator.Reviews;

/// <summary>A person's word on whether an answer holds a red flag.</summary>
public sealed record RedFlagOverride : Override
{
    /// <summary>Creates an override.</summary>
    /// <param name="evaluation">The evaluation's id.</param>
    /// <param name="redFlag">The red flag's id.</param>
    /// <param name="found">Whether the answer holds it.</param>
    /// <param name="person">Who decided.</param>
    /// <param name="reason">Why.</param>
    /// <param name="at">When.</param>
    /// <exception cref="InputException">Nobody is named, there is no reason, or one of them is too long.</exception>
    [JsonConstructor]
    public RedFlagOverride(Guid evaluation, string redFlag, bool found, string person, string reason, DateTimeOffset at)
        : base(evaluation, person, reason, at)
    {
        ArgumentException.ThrowIfNullOrEmpty(redFlag);
        RedFlag = redFlag;
        Found = found;
    }

    /// <summary>The red flag's id.</summary>
    public string RedFlag { get; }

    /// <summary>Whether the answer holds it.</summary>
    public bool Found { get; }
}
