using System.Collections.Immutable;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Service.Rubrics;

/// <summary>What there is to say of a rubric's text before it is published.</summary>
public sealed record RubricCheck
{
    private RubricCheck()
    {
    }

    /// <summary>The rubric; null where the text is none.</summary>
    public required Rubric? Rubric { get; init; }

    /// <summary>Why the text is no rubric, in the order of its lines; empty where it is one.</summary>
    public required ImmutableArray<InputProblem> Problems { get; init; }

    /// <summary>What can be better in the rubric, warnings first.</summary>
    public required ImmutableArray<LintFinding> Findings { get; init; }

    /// <summary>Whether it may be published: it is a rubric, and nothing in it makes grading or feedback worse.</summary>
    public bool Passes => Rubric is not null && Findings.All(finding => finding.Severity == LintSeverity.Note);

    /// <summary>Checks a text.</summary>
    /// <param name="topic">The topic, by the id of its scenario.</param>
    /// <param name="source">The YAML.</param>
    public static RubricCheck Of(string topic, string source)
    {
        try
        {
            var rubric = RubricFile.Parse(topic, source);
            return new RubricCheck { Rubric = rubric, Problems = [], Findings = [.. RubricLint.Check(rubric).OrderByDescending(finding => finding.Severity)] };
        }
        catch (InputException error)
        {
            return new RubricCheck { Rubric = null, Problems = [.. error.Problems], Findings = [] };
        }
    }
}
