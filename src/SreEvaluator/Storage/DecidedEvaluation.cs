using System.Collections.Immutable;
using SreEvaluator.Reviews;

namespace SreEvaluator.Storage;

/// <summary>An evaluation on which people said something.</summary>
/// <param name="Evaluation">The evaluation.</param>
/// <param name="Answer">Its answer.</param>
/// <param name="Overrides">What they said of it, oldest first.</param>
/// <param name="Marks">What interviewers marked of the answer by themselves, of each the latest.</param>
public sealed record DecidedEvaluation(StoredEvaluation Evaluation, StoredAnswer Answer, ImmutableArray<Override> Overrides, ImmutableArray<StoredMarks> Marks);
