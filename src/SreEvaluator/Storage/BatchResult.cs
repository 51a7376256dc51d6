namespace SreEvaluator.Storage;

/// <summary>An answer of a batch with its latest evaluation.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Evaluation">The evaluation.</param>
public sealed record BatchResult(StoredAnswer Answer, StoredEvaluation Evaluation);
