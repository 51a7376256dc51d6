using SreEvaluator.Reports;

namespace SreEvaluator.Storage;

/// <summary>An evaluation that is to be kept.</summary>
/// <param name="AnswerId">The answer, by <see cref="StoredAnswer.Id"/>.</param>
/// <param name="SettingsHash">The SHA-256 of the settings of the grader, in lower-case hexadecimal.</param>
/// <param name="Content">The evaluation with feedback and reasons for a review.</param>
public sealed record NewEvaluation(Guid AnswerId, string SettingsHash, EvaluationJson Content);
