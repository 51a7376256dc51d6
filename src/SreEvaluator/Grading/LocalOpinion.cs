using System.Collections.Immutable;

namespace SreEvaluator.Grading;

/// <summary>What the local grader says of an answer that a judge graded.</summary>
/// <param name="ModelVersion">The SHA-256 of its model file.</param>
/// <param name="Score">Its score, 0 to 100; null when no key point could be assessed.</param>
/// <param name="Verdicts">One for each key point, in the question's order.</param>
/// <param name="RedFlags">The ids of the misconceptions that it found.</param>
public sealed record LocalOpinion(string? ModelVersion, double? Score, ImmutableArray<LocalVerdict> Verdicts, ImmutableArray<string> RedFlags)
{
    /// <summary>What an evaluation of the local grader says.</summary>
    /// <param name="evaluation">The evaluation.</param>
    public static LocalOpinion Of(Evaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        return new LocalOpinion(
            evaluation.Provenance.ModelVersion,
            evaluation.Score.Value,
            [.. evaluation.Verdicts.Select(verdict => new LocalVerdict(verdict.KeyPoint.Id, verdict.Coverage, verdict.Confidence))],
            [.. evaluation.RedFlags.Select(found => found.RedFlag.Id)]);
    }
}
