namespace SreEvaluator.Rubrics;

/// <summary>How much a lint finding matters.</summary>
public enum LintSeverity
{
    /// <summary>Worth a second look; may be right as it is.</summary>
    Note,

    /// <summary>Grading or feedback is worse for it.</summary>
    Warning,
}
