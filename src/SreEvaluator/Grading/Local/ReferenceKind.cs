namespace SreEvaluator.Grading.Local;

/// <summary>What a reference is to its key point.</summary>
internal enum ReferenceKind
{
    /// <summary>The rubric's statement of the point.</summary>
    Statement,

    /// <summary>The rubric's word on what counts as covered.</summary>
    Criterion,

    /// <summary>An exemplar of the rubric.</summary>
    Exemplar,

    /// <summary>A quote that was labelled as covering it.</summary>
    CoveredQuote,

    /// <summary>A quote that was labelled as touching it.</summary>
    PartialQuote,
}
