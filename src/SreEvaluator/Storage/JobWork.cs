using System.Collections.Immutable;

namespace SreEvaluator.Storage;

/// <summary>What a worker that begins a job has before it.</summary>
/// <param name="Job">The job.</param>
/// <param name="Answers">Its answers, in their order.</param>
/// <param name="Graded">What of it is graded already, whichever rubric and settings it was graded by.</param>
public sealed record JobWork(Job Job, IReadOnlyList<StoredAnswer> Answers, ImmutableHashSet<GradedKey> Graded);
