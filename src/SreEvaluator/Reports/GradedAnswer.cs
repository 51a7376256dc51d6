using SreEvaluator.Batches.Import;

namespace SreEvaluator.Reports;

/// <summary>An answer as it came, and what became of it.</summary>
/// <param name="Input">The answer, with its candidate and the columns that came with it.</param>
/// <param name="Evaluation">Its evaluation.</param>
public sealed record GradedAnswer(ImportedAnswer Input, EvaluationJson Evaluation);
