namespace SreEvaluator.Service.Access;

/// <summary>What is to change of a user; what is null stays.</summary>
/// <param name="Role">What they may do from now on.</param>
/// <param name="Disabled">Whether they may no longer sign in.</param>
public sealed record UserChangeJson(string? Role = null, bool? Disabled = null);
