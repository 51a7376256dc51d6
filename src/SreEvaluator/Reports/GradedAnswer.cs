using SreEvaluator.Batches.Import;
using SreEvaluator.Grading;
using SreEvaluator.Reviews;

namespace SreEvaluator.Reports;

/// <summary>An answer as it came, and what became of it.</summary>
/// <param name="Input">The answer, with its candidate and the columns that came with it.</param>
/// <param name="Evaluation">What the machine found.</param>
public sealed record GradedAnswer(ImportedAnswer Input, EvaluationJson Evaluation)
{
    /// <summary>The evaluation with what people decided; null where nobody has decided anything.</summary>
    public EffectiveEvaluation? Reviewed { get; init; }

    /// <summary>Who entered it for the candidate, and in place of what, in a sentence; empty where it came from the candidate.</summary>
    public string Entered { get; init; } = string.Empty;

    /// <summary>Whether people have decided on all of it that was in question.</summary>
    public bool IsSettled { get; init; }

    /// <summary>Whether it asks for a person, and has not been settled by one.</summary>
    public bool AsksForAPerson => Evaluation.Review.Needed && !IsSettled;

    /// <summary>The score that holds; null when no key point could be assessed.</summary>
    public double? Score => Reviewed is null ? Evaluation.Score : Reviewed.Score.Value;

    /// <summary>The band that holds.</summary>
    public Band Band => Reviewed is null ? Evaluation.Band : Reviewed.Score.Band;

    /// <summary>The red flags that hold, by id.</summary>
    public IEnumerable<string> RedFlags => Reviewed is null ? Evaluation.RedFlags.Select(redFlag => redFlag.Id) : Reviewed.RedFlags.Select(redFlag => redFlag.Id);

    /// <summary>What a person decided on a key point; null where nobody has.</summary>
    /// <param name="keyPoint">The key point's id.</param>
    public VerdictOverride? DecidedOn(string keyPoint) => Reviewed?.Verdicts.FirstOrDefault(verdict => verdict.Machine.KeyPoint.Id == keyPoint)?.Person;

    /// <summary>The coverage that holds for a key point.</summary>
    /// <param name="verdict">The machine's verdict on it.</param>
    public Coverage CoverageOf(VerdictJson verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return DecidedOn(verdict.KeyPoint)?.Verdict ?? verdict.Verdict;
    }
}
