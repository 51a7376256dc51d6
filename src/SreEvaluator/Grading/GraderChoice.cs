namespace SreEvaluator.Grading;

/// <summary>Which grader is wanted.</summary>
public enum GraderChoice
{
    /// <summary>The judge where one is configured, the local grader where none is or it fails.</summary>
    Auto,

    /// <summary>The judge alone; where it fails nothing is assessed.</summary>
    Judge,

    /// <summary>The local grader alone.</summary>
    Local,
}
