namespace SreEvaluator.Grading.Judging;

/// <summary>What came of a step of the judge's check.</summary>
public enum JudgeCheckOutcome
{
    /// <summary>It works.</summary>
    Passed,

    /// <summary>It does not.</summary>
    Failed,

    /// <summary>An earlier step failed, so nothing is known.</summary>
    NotReached,
}
