namespace SreEvaluator.Storage;

/// <summary>Which reviews are wanted; what is null restricts nothing.</summary>
public sealed record ReviewFilter
{
    /// <summary>All of them.</summary>
    public static readonly ReviewFilter All = new();

    /// <summary>Of answers to this question alone.</summary>
    public string? QuestionId { get; init; }

    /// <summary>Of answers of this batch alone.</summary>
    public Guid? BatchId { get; init; }

    /// <summary>Of answers of this interview alone.</summary>
    public Guid? InterviewId { get; init; }

    /// <summary>Of answers that somebody practised with alone, or of all others alone.</summary>
    public bool? IsPractice { get; init; }
}
