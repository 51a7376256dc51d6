namespace SreEvaluator.Rubrics;

/// <summary>Something in a valid rubric that can be better.</summary>
/// <param name="Where">The part, such as <c>incident-management: key point mitigate-first</c>.</param>
/// <param name="Finding">What is there.</param>
/// <param name="Advice">What to do about it.</param>
public sealed record LintFinding(string Where, string Finding, string Advice)
{
    /// <summary>How much it matters.</summary>
    public LintSeverity Severity { get; init; } = LintSeverity.Warning;
}
