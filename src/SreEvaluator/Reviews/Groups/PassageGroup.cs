using System.Collections.Immutable;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Reviews.Groups;

/// <summary>Passages of different answers that say much the same on one key point, so that a person can decide once for all of them.</summary>
/// <param name="Question">The question.</param>
/// <param name="KeyPoint">The key point.</param>
/// <param name="Passages">The passages, the most typical first; at least two.</param>
public sealed record PassageGroup(Question Question, KeyPoint KeyPoint, ImmutableArray<Passage> Passages);
