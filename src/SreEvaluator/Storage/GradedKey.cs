namespace SreEvaluator.Storage;

/// <summary>What there is at most one evaluation of.</summary>
/// <param name="AnswerId">The answer, by <see cref="StoredAnswer.Id"/>.</param>
/// <param name="RubricHash">The SHA-256 of the rubric.</param>
/// <param name="SettingsHash">The SHA-256 of the settings of the grader.</param>
public readonly record struct GradedKey(Guid AnswerId, string RubricHash, string SettingsHash);
