namespace SreEvaluator.Service.Access;

/// <summary>A key that is to be made.</summary>
/// <param name="Name">What it is for; 1 to 200 characters.</param>
/// <param name="Role">What it may do: <c>candidate</c>, <c>interviewer</c> or <c>admin</c>.</param>
/// <param name="Scopes">What it is limited to, of <c>rubrics</c>, <c>evaluations</c>, <c>batches</c>, <c>interviews</c>, <c>reviews</c>, <c>administration</c>; none for all that the role may.</param>
/// <param name="CandidateId">The candidate that it acts for; needed for the role candidate.</param>
/// <param name="ExpiresAt">When it ends; null for never.</param>
public sealed record NewKeyJson(string Name, string Role, IReadOnlyList<string>? Scopes = null, Guid? CandidateId = null, DateTimeOffset? ExpiresAt = null);
