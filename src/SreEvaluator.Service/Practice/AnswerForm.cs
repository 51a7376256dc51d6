namespace SreEvaluator.Service.Practice;

/// <summary>What the form of a question sends.</summary>
/// <param name="Text">The answer.</param>
/// <param name="Attempt">The same for the same attempt, so that sending it twice keeps it once.</param>
internal sealed record AnswerForm(string? Text, string? Attempt);
