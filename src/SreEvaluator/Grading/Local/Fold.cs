namespace SreEvaluator.Grading.Local;

/// <summary>What cross-validation holds out together.</summary>
public enum Fold
{
    /// <summary>All answers of a writer: how the grader does on people whom it has not met, with rubrics that it knows.</summary>
    Writer,

    /// <summary>All answers to a question: how it does on a rubric that it has never seen, by cues and exemplars alone.</summary>
    Question,
}
