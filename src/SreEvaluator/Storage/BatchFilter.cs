using SreEvaluator.Grading;

namespace SreEvaluator.Storage;

/// <summary>Which results of a batch are wanted; what is null restricts nothing.</summary>
public sealed record BatchFilter
{
    /// <summary>All of them.</summary>
    public static readonly BatchFilter All = new();

    /// <summary>Of this question alone.</summary>
    public string? QuestionId { get; init; }

    /// <summary>In this band alone, by what the machine said.</summary>
    public Band? Band { get; init; }

    /// <summary>Only those whose review is open.</summary>
    public bool InReview { get; init; }
}
