namespace SreEvaluator.Grading.Local;

/// <summary>
/// What labelled answers that were added to others change. Measured by cross-validation by writer: the folds are the same before and after, and no model saw the
/// writer that it was measured on.
/// </summary>
public sealed record AddedAnswers
{
    /// <summary>How many were added.</summary>
    public required int Answers { get; init; }

    /// <summary>How many writers they are of.</summary>
    public required int Writers { get; init; }

    /// <summary>The agreement on the added answers; null where it was not measured: there is one writer, or too little to learn from without what was added.</summary>
    public BeforeAndAfter? OnThem { get; init; }

    /// <summary>The agreement on all answers; null likewise.</summary>
    public BeforeAndAfter? OnAll { get; init; }
}
