namespace SreEvaluator.Storage;

/// <summary>A review that waits for a person, with what it is of.</summary>
/// <param name="Review">The review.</param>
/// <param name="QuestionId">The question that was answered.</param>
/// <param name="Origin">Where the answer comes from.</param>
/// <param name="IsBegun">Whether somebody has said something of the evaluation.</param>
public sealed record OpenReview(Review Review, string QuestionId, AnswerOrigin Origin, bool IsBegun);
