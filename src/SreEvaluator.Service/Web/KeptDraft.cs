namespace SreEvaluator.Service.Web;

/// <summary>A text that was not sent yet.</summary>
/// <param name="Text">The text.</param>
/// <param name="At">When it was last changed.</param>
public sealed record KeptDraft(string Text, DateTimeOffset At);
