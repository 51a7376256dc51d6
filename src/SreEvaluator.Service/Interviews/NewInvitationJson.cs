namespace SreEvaluator.Service.Interviews;

/// <summary>An invitation that is to be made.</summary>
/// <param name="Days">How many days it holds, 1 to 90; null for 7.</param>
public sealed record NewInvitationJson(int? Days = null);
