using SreEvaluator.Reports;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Practice;

/// <summary>One answer that somebody practised with.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Evaluation">What it came to; null while it is being graded.</param>
public sealed record Attempt(StoredAnswer Answer, EvaluationJson? Evaluation);
