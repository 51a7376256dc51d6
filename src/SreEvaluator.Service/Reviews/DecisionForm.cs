namespace SreEvaluator.Service.Reviews;

/// <summary>What a form sends with which a person decides on a key point, a red flag or a group of passages.</summary>
public sealed record DecisionForm
{
    /// <summary>The key point's or red flag's id.</summary>
    public string? Subject { get; init; }

    /// <summary><c>covered</c>, <c>partial</c> or <c>missing</c>; of a red flag <c>found</c> or <c>not-found</c>.</summary>
    public string? Verdict { get; init; }

    /// <summary>The machine's own verdict where the person agrees with one press; goes before <see cref="Verdict"/>.</summary>
    public string? Agree { get; init; }

    /// <summary>Where the answer says so.</summary>
    public string? Quote { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the form came without what the machine says.</summary>
    public bool Blind { get; init; }
}
