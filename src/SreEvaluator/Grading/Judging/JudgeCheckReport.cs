using System.Collections.Immutable;

namespace SreEvaluator.Grading.Judging;

/// <summary>What the judge's check found.</summary>
/// <param name="Steps">The steps in order: configured, reachable, authorised, model, structured output.</param>
public sealed record JudgeCheckReport(ImmutableArray<JudgeCheckStep> Steps)
{
    /// <summary>Whether the judge can be used.</summary>
    public bool Passed => Steps.All(step => step.Outcome == JudgeCheckOutcome.Passed);

    /// <summary>Whether there is a judge to check: without one the local grader grades, which is no failure.</summary>
    public bool IsConfigured { get; init; } = true;
}
