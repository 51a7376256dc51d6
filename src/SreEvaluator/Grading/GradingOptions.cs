namespace SreEvaluator.Grading;

/// <summary>What grading stands on: the section <c>Grading</c> of the configuration.</summary>
public sealed class GradingOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Grading";

    /// <summary>The folder of rubrics; those that come with the program by default.</summary>
    public string Rubrics { get; set; } = ShippedFiles.Rubrics;

    /// <summary>The folder of the local grader's model; the one that comes with the program by default.</summary>
    public string Models { get; set; } = ShippedFiles.Models;

    /// <summary>The score that each red flag takes off, 0 to <see cref="ScoringRules.GreatestRedFlagDeduction"/>.</summary>
    public double RedFlagDeduction { get; set; } = ScoringRules.DefaultRedFlagDeduction;
}
