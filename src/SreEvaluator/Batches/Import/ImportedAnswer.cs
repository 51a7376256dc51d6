using SreEvaluator.Grading;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Batches.Import;

/// <summary>An answer that can be graded, with what came with it.</summary>
public sealed record ImportedAnswer : ImportItem
{
    /// <summary>The answer. Its id is unique among those to its question.</summary>
    public required Answer Answer { get; init; }

    /// <summary>The question that it answers.</summary>
    public required Question Question { get; init; }

    /// <summary>Who wrote it; empty where that is not known.</summary>
    public string Candidate { get; init; } = string.Empty;

    /// <summary>The columns of the input that are passed through to the results. Nothing of them ever reaches a grader.</summary>
    public InputColumns Columns { get; init; } = InputColumns.None;
}
