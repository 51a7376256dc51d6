namespace SreEvaluator.Storage;

/// <summary>Where an answer comes from.</summary>
/// <param name="BatchId">Its batch; null for none.</param>
/// <param name="InterviewId">Its interview; null for none.</param>
/// <param name="Title">What the batch or interview is called; empty for neither.</param>
/// <param name="Candidate">Who wrote it; empty where nobody said.</param>
/// <param name="IsPractice">Whether somebody practised with it.</param>
public sealed record AnswerOrigin(Guid? BatchId, Guid? InterviewId, string Title, string Candidate, bool IsPractice);
