using System.Text.Json.Serialization;

namespace SreEvaluator.Reviews;

/// <summary>
/// What a person says of one key point or red flag of an evaluation. It is appended beside the evaluation and replaces nothing: the machine's
/// verdict is kept. The latest one on a key point or red flag is in force.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "of")]
[JsonDerivedType(typeof(VerdictOverride), "verdict")]
[JsonDerivedType(typeof(RedFlagOverride), "red-flag")]
[JsonDerivedType(typeof(Withdrawal), "withdrawal")]
public abstract record Override
{
    /// <summary>The most characters of a reason.</summary>
    public const int LongestReason = 2000;

    /// <summary>The most characters of a person's name.</summary>
    public const int LongestPerson = 200;

    private protected Override(Guid evaluation, string person, string reason, DateTimeOffset at)
    {
        Evaluation = evaluation;
        Person = Told(person, "Person", LongestPerson, "who decided");
        Reason = Told(reason, "Reason", LongestReason, "why, in a sentence");
        At = at;
    }

    /// <summary>The evaluation's id.</summary>
    public Guid Evaluation { get; }

    /// <summary>Who decided; never blank.</summary>
    public string Person { get; }

    /// <summary>Why; never blank.</summary>
    public string Reason { get; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Whether the person decided before seeing what the machine said.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Blind { get; init; }

    private static string Told(string text, string what, int longest, string expected)
    {
        var found = text.AsSpan().Trim().Length switch
        {
            0 => "nothing",
            var length when length > longest => $"{length} characters",
            _ => null,
        };
        return found is null
            ? text.Trim()
            : throw new InputException(new InputProblem(what, null, found, $"{expected}, at most {longest} characters"));
    }
}
