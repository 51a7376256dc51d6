using SreEvaluator.Grading;

namespace SreEvaluator.Storage;

/// <summary>Which evaluations are wanted; what is null does not matter.</summary>
public sealed record EvaluationFilter
{
    /// <summary>To this question.</summary>
    public string? QuestionId { get; init; }

    /// <summary>In this band.</summary>
    public Band? Band { get; init; }

    /// <summary>Of this candidate.</summary>
    public Guid? CandidateId { get; init; }

    /// <summary>Whether they are degraded.</summary>
    public bool? Degraded { get; init; }

    /// <summary>Whether they asked for a person.</summary>
    public bool? ReviewNeeded { get; init; }
}
