namespace SreEvaluator.Service.Access;

/// <summary>A key that was made. It is shown this once.</summary>
/// <param name="Secret">The key: what is sent as <c>Authorization: Bearer</c>.</param>
/// <param name="Key">What is kept of it.</param>
public sealed record MadeKeyJson(string Secret, KeyJson Key);
