using SreEvaluator.Reports;

namespace SreEvaluator.Cli.Practice;

/// <summary>One answer that somebody practised with, and what it came to.</summary>
/// <param name="At">When it was graded.</param>
/// <param name="Question">The question's id.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Evaluation">Its evaluation.</param>
internal sealed record Attempt(DateTimeOffset At, string Question, string Answer, EvaluationJson Evaluation);
