using SreEvaluator.Grading;
using SreEvaluator.Reports;

namespace SreEvaluator.Storage;

/// <summary>An evaluation as it is kept: whole, and never changed.</summary>
public sealed record StoredEvaluation
{
    /// <summary>Unique; the same as in <see cref="Json"/>.</summary>
    public required Guid Id { get; init; }

    /// <summary>The answer, by <see cref="StoredAnswer.Id"/>.</summary>
    public required Guid AnswerId { get; init; }

    /// <summary>The question's id.</summary>
    public required string QuestionId { get; init; }

    /// <summary>0 to 100; null where nothing could be assessed.</summary>
    public double? Score { get; init; }

    /// <summary>The score in words.</summary>
    public required Band Band { get; init; }

    /// <summary>What graded it.</summary>
    public required GraderKind Grader { get; init; }

    /// <summary>Whether something else than the configured judge graded it.</summary>
    public required bool Degraded { get; init; }

    /// <summary>The SHA-256 of the rubric that it was graded by.</summary>
    public required string RubricHash { get; init; }

    /// <summary>The SHA-256 of the settings of the grader.</summary>
    public required string SettingsHash { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether it asks for a person.</summary>
    public required bool ReviewNeeded { get; init; }

    /// <summary>The whole evaluation in the form of <see cref="EvaluationJson"/>, on one line.</summary>
    public required string Json { get; init; }

    /// <summary>The evaluation's content.</summary>
    public EvaluationJson Read() => EvaluationJson.Parse(Json);

    internal static StoredEvaluation Of(NewEvaluation evaluation) => new()
    {
        Id = evaluation.Content.Id,
        AnswerId = evaluation.AnswerId,
        QuestionId = evaluation.Content.Question,
        Score = evaluation.Content.Score,
        Band = evaluation.Content.Band,
        Grader = evaluation.Content.Grader,
        Degraded = evaluation.Content.Degraded,
        RubricHash = evaluation.Content.Provenance.RubricHash,
        SettingsHash = evaluation.SettingsHash,
        At = evaluation.Content.Provenance.At,
        ReviewNeeded = evaluation.Content.Review.Needed,
        Json = evaluation.Content.ToLine(),
    };
}
