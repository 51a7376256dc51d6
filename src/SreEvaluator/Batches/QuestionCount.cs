using SreEvaluator.Rubrics;

namespace SreEvaluator.Batches;

/// <summary>How much a batch holds of one question.</summary>
/// <param name="Question">The question.</param>
/// <param name="Answers">How many answers.</param>
/// <param name="Characters">How many characters they have together, in UTF-16 units.</param>
public sealed record QuestionCount(Question Question, int Answers, long Characters);
